"""Turkish."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "tr",
    before=of(
        """Gazi Sultan Şehzade Prens Prenses Kont Kontes Lord Leydi Sör Sir Baron Bay Bayan Hacı Hoca Molla
        Şeyh"""
    ),
    after=of(
        "Paşa Bey Beyefendi Hanım Hanımefendi Efendi Ağa Çelebi Hoca Hazretleri Reis Usta Hatun Sultan Han Kalfa Dede"
        " Baba"
    ),
    women=of("""Hanım Hanımefendi Hatun Kontes Leydi Bayan Prenses"""),
    alone=of("Paşa Sultan Gazi"),
    offices=of(
        """general orgeneral korgeneral tümgeneral tuğgeneral mareşal amiral oramiral koramiral tümamiral
        tuğamiral albay yarbay binbaşı kolağası yüzbaşı üsteğmen teğmen asteğmen çavuş onbaşı miralay
        kaymakam mirliva ferik müşir serdar vali mutasarrıf muhafız defterdar başkan cumhurbaşkanı başbakan
        bakan vekil nazır sadrazam şeyhülislam padişah kral kraliçe imparator imparatoriçe çar hükümdar şah
        veliaht elçi büyükelçi konsolos başkonsolos ataşe maslahatgüzar komutan kumandan başkomutan müsteşar
        sözcü temsilci delege milletvekili mebus senatör lider önder profesör doktor doçent avukat mühendis
        gazeteci muhabir yazar şair ressam komiser müdür sekreter reis şef papa kardinal patrik piskopos
        haham müftü kadı hakim yargıç savcı belediye yaver müfettiş öğretmen subay serasker diplomat tarihçi
        başyazar hekim"""
    ),
    leaders=of("lider önder"),
    particles=of("bin ibn el al ez"),
    events=of(
        """savaş harp muharebe meydan zafer taarruz kongre konferans kurultay isyan ayaklanma devrim ihtilal
        inkılap olay vaka kuşatma fetih sefer mücadele görüşme bayram olimpiyat festival seferberlik darbe
        mitingi miting katliam faciası bozgun çıkarma"""
    ),
    documents=of(
        """antlaşma anlaşma muahede mütareke mütarekename ateşkes sözleşme mukavelename beyanname bildirge
        bildiri deklarasyon protokol pakt misak ferman genelge tamim ilke prensip nota kanun kanunname
        nizamname anayasa muhtıra itilafname ahitname"""
    ),
    bodies=of(
        """devlet cumhuriyet üniversite darülfünun akademi enstitü fakülte lise kolej okul mektep medrese
        gazete dergi mecmua ajans matbaa yayın yayınevi banka şirket ortaklık vakıf dernek cemiyet kulüp
        parti fırka sendika oda birlik müze kütüphane arşiv tiyatro opera orkestra hastane kurum kuruluş
        kurul komisyon komite tümen kolordu alay tugay postası"""
    ),
    sites=of(
        """sokak cadde bulvar meydan köprü saray köşk konak otel han hamam camii cami kilise manastır kale
        kapı park bahçe istasyon gar liman iskele havaalanı mezarlık köy mahalle semt dağ nehir ırmak göl
        deniz körfez boğaz ada yarımada ova vadi yayla burun"""
    ),
    organs=of(
        """hükümet idare yönetim bakanlık vekalet nezaret müsteşarlık dışişleri hariciye genelkurmay ordu
        donanma kuvvet meclis senato kongre parlamento elçilik büyükelçilik konsolosluk heyet delegasyon
        mümessillik temsilcilik valilik belediye polis saray bürosu büro"""
    ),
    ands=of("ve ile"),
    articles=of("bir bu şu o her hangi"),
    peoples=of(
        """Türk Türkler Osmanlı Osmanlılar İngiliz Fransız İtalyan Yunan Yunanlı Rum Ermeni Rus Alman
        Avusturyalı Macar Bulgar Sırp Hırvat Arnavut Boşnak Arap Acem İranlı Kürt Çerkez Çerkes Gürcü Abaza
        Laz Tatar Azeri Özbek Kırgız Kazak Türkmen Hint Hintli Hindu Çinli Japon Amerikan Amerikalı İspanyol
        Portekizli Hollandalı Belçikalı Lehli Polonyalı Rumen Romen Moğol Yahudi Musevi Hıristiyan Hristiyan
        Müslüman Bolşevik Sovyet Avrupalı Asyalı Afrikalı İslam Katolik Ortodoks Protestan Sünni Şii Alevi
        Latin Slav Cermen İsveçli Norveçli Danimarkalı Suriyeli Mısırlı Iraklı Ukraynalı Kafkasyalı
        Anadolulu İstanbullu Komünist"""
    ),
    becoming=of(
        """olarak olan oldu olduğu olduğunu olması olmuş olmuştu olup olmak olacak olur iken sıfatı
        sıfatıyla seçildi seçilmiş seçilen atandı atanmış atanan"""
    ),
    departments=of(
        """Dışişleri İçişleri Hariciye Dahiliye Maliye Harbiye Bahriye Adliye Maarif Nafıa Ticaret Ziraat
        Sıhhiye Şeriye Evkaf Müdafaa Savunma Eğitim Sağlık Tarım Adalet Ekonomi Kültür Turizm Gümrük Posta
        Orman Çalışma Spor Olağanüstü Yetkili Fevkalade Daimi Genel Baş"""
    ),
    directions=of(
        """Doğu Batı Kuzey Güney Orta İç Yukarı Aşağı Yeni Eski Güneydoğu Kuzeydoğu Kuzeybatı Güneybatı Uzak
        Yakın"""
    ),
    sayings=of("dedi diyor söyledi sordu bağırdı yazdı anlattı cevapladı"),
    forenames=of(
        """Abdullah Abdülhamid Abdülmecid Adnan Ahmed Ahmet Ali Arif Asım Ayşe Aziz Behçet Bekir Burhan
        Cafer Cahit Celal Celâl Cemal Cemil Cevat Cevdet Damat Ekrem Emin Emine Enver Ertuğrul Esat Eşref
        Fahri Fahrettin Faik Falih Fatma Fazıl Ferit Ferid Fethi Fevzi Fikri Fuat Fuad Galip Hacer Hakkı
        Halide Halil Halit Hamdi Hamdullah Hasan Hatice Hayri Hikmet Hilmi Hulusi Hüseyin Hüsnü İbrahim
        İhsan İlhan İlyas İsmail İsmet İzzet Kadri Kamil Kâmil Kâzım Kazım Kemal Kenan Latife Lütfi Mahmud
        Mahmut Mehmed Mehmet Memduh Mithat Muhammed Muhiddin Muhittin Murat Musa Mustafa Münir Müfit Namık
        Nazım Nazmi Necati Necip Nihat Nuri Nurettin Orhan Osman Ömer Rahmi Rasim Rauf Recep Refet Refik
        Reşat Reşit Rıdvan Rıfat Rıza Ruşen Sabri Sadık Sait Said Salih Sami Selahattin Selim Selma Sırrı
        Süleyman Sülün Şakir Şemsettin Şevket Şükrü Tahir Tahsin Talat Talât Tevfik Turgut Vahdettin Vasıf
        Vehbi Yahya Yakup Yunus Yusuf Zeki Zeynep Ziya Zübeyde"""
    ),
    things=of(
        """Ordu Of Aydın Tokat Bor Kale Saray Merkez Çay Batı Doğu Kuzey Güney Orta Adalar Boğaz Boğazlar
        Çatalca Kars Bolu Ağrı Van Muş Batman Kandıra Demirci Kula Soma Pazar Meydan Konak Deniz Derya Barış
        Umut Yıldırım Yıldız Demir Çelik Taş Kaya Toprak Kara Ak Aslan Arslan Kaplan Kurt Doğan Şahin Kartal
        Güneş Ay Yağmur Bulut Rüzgâr Fırtına Savaş Zafer Sevgi Güven Özgür Yiğit Er Koç Can Gül Çiçek Yaprak
        Orman Pınar Irmak Çınar Selvi Bahar Güz Kış Yaz Bayram Uğur Ufuk Işık Nur Meclis Kongre Yılmaz
        Yüksel Öz Tan Tunç Altın Gümüş Polat Keskin Kılıç Ok Yay Ateş Duman Efe Bey Paşa Ağa Beyaz Siyah
        Nutuk"""
    ),
    common=of(
        """ve ile ama ancak fakat lakin çünkü zira nitekim esasen böylece bu şu o bunlar şunlar onlar onun
        bunun ona buna onu bunu bunlardan bir iki üç her hiç bazı birçok çok daha en gibi göre için ise de
        da ki ne nasıl neden niçin kim hangi ben sen biz siz benim senin bizim sizin kendi kendisi ayrıca
        üstelik oysa halbuki sonra önce bugün dün yarın şimdi artık henüz hemen yine gene bile hatta
        özellikle öncelikle genellikle buna karşın rağmen bunun üzerine ardından dolayısıyla öte diğer başka
        aynı yeni eski büyük küçük ilk son ikinci birinci üçüncü sadece yalnız yalnızca eğer şayet madem var
        yok evet hayır olarak olan bütün tüm süreç süreçte dönem dönemin mektup savaş"""
    ),
    alike=(of("antlaşması anlaşması muahedesi"), of("savaşı harbi"), of("mütarekesi mütarekenamesi")),
    possessed=True,
)
