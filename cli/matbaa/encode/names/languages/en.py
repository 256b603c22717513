"""English."""

from __future__ import annotations

from matbaa.encode.names.languages import Language, of

__all__ = ["LANGUAGE"]

LANGUAGE = Language(
    "en",
    before=of(
        "Mr Mrs Ms Miss Mister Messrs Sir Dame Lord Lady Count Countess Baron Baroness Duke Duchess Earl Viscount"
        " Marquess Marquis Prince Princess Saint Madam Madame Mistress Master Rev Reverend Brother Sister Father Mother"
    ),
    after=of("Pasha Bey Esquire Esq Effendi Khan Hanim"),
    women=of("""Mrs Ms Miss Dame Lady Countess Baroness Duchess Princess Madam Madame Mistress Sister Mother
        Hanim"""),
    alone=of("Pasha"),
    offices=of(
        """general admiral colonel major captain lieutenant sergeant corporal commander marshal brigadier
        president chancellor premier minister secretary ambassador envoy consul governor mayor senator
        congressman deputy king queen emperor empress tsar czar sultan shah pope cardinal archbishop bishop
        rabbi professor doctor dr prof judge justice attorney inspector director editor journalist
        correspondent leader chairman commissioner attaché representative delegate author poet painter
        composer historian captain chief vizier"""
    ),
    leaders=of("leader head"),
    particles=of("of the de la du van von der den d o al bin ibn"),
    events=of(
        """war battle siege congress conference convention revolution rebellion revolt uprising campaign
        crusade struggle exhibition exposition festival olympics massacre affair crisis incident offensive
        raid blitz symposium"""
    ),
    documents=of(
        """treaty armistice agreement accord accords pact convention protocol declaration charter
        constitution act bill edict proclamation manifesto concordat covenant decree memorandum principles
        points plan doctrine letters"""
    ),
    bodies=of(
        """university college school academy institute institution society association club company bank
        corporation press times gazette herald tribune post chronicle journal review magazine guardian
        telegraph observer mail news newspaper museum library gallery theatre theater opera orchestra
        hospital party union league foundation church abbey cathedral regiment brigade division agency
        committee commission council chamber"""
    ),
    sites=of(
        """street road avenue lane square bridge station palace castle hotel inn park garden gardens gate
        hall house tower court place terrace hill island river lake bay strait mountain valley harbour
        harbor airport cemetery"""
    ),
    organs=of(
        """government cabinet ministry office department army navy fleet forces embassy legation consulate
        parliament senate congress delegation administration police court staff authorities mandate"""
    ),
    joins=of("of at"),
    ands=of("and"),
    places=of("in at from to near towards toward through via of outside within around leaving reached visited"),
    articles=of("a an this that these those his her its their my our your some any no every each"),
    peoples=of(
        """Turkish Turk Turks Ottoman Ottomans English British Briton Britons French Frenchman Italian
        Italians Greek Greeks Armenian Armenians Russian Russians German Germans Austrian Austrians
        Hungarian Hungarians Bulgarian Bulgarians Serbian Serb Serbs Croatian Albanian Arab Arabs Arabian
        Persian Persians Iranian Kurdish Kurd Kurds Circassian Georgian Georgians Tatar Indian Indians
        Chinese Japanese American Americans Spanish Spaniard Portuguese Dutch Belgian Polish Pole Poles
        Romanian Swiss Swedish Norwegian Danish Irish Scottish Scots Welsh Jewish Jew Jews Christian
        Christians Muslim Muslims Moslem Bolshevik Bolsheviks Soviet Soviets European Europeans Asian
        African Western Eastern Catholic Catholics Protestant Orthodox Latin Roman Romans Victorian"""
    ),
    hosts=of("Hotel Hôtel Café Villa Château Chateau"),
    departments=of(
        """Foreign Home Interior Finance Defence Defense War Navy Justice Education Health Agriculture Trade
        Commerce Labour Labor Prime Vice Deputy"""
    ),
    directions=of(
        """North South East West Northern Southern Eastern Western Central Upper Lower New Old Inner Outer
        Middle Northeast Northwest Southeast Southwest"""
    ),
    inside=of("in into within throughout"),
    sayings=of(
        """said says asked replied answered cried exclaimed whispered muttered laughed sighed thought smiled
        nodded shouted murmured continued added remarked observed"""
    ),
    definite=of("the"),
    forenames=of(
        """Abraham Ada Adam Agnes Albert Alexander Alfred Alice Amelia Amy Andrew Ann Anna Anne Anthony
        Archibald Arnold Arthur Barbara Benjamin Bernard Betty Caroline Catherine Charles Charlotte
        Christopher Clara Daniel David Donald Dorothy Douglas Duncan Edgar Edith Edmund Edward Eleanor
        Elizabeth Ellen Emily Emma Eric Ernest Ethel Eugene Evelyn Florence Frances Francis Frank Franklin
        Frederick Geoffrey George Gerald Gertrude Gilbert Gordon Hannah Harold Harriet Harry Helen Henry
        Herbert Horace Howard Hugh Isaac Isabel Jack Jacob James Jane Janet Jean Jeremy Joan John Jonathan
        Joseph Joshua Julia Julian Karen Kate Katherine Kenneth Laura Laurence Lawrence Leonard Leslie Lewis
        Louis Louisa Lucy Margaret Maria Martha Martin Mary Matilda Matthew Maurice Michael Mildred Nancy
        Nathaniel Nicholas Oliver Oscar Patrick Paul Percy Peter Philip Rachel Ralph Raymond Rebecca
        Reginald Richard Robert Roger Ronald Ruth Samuel Sarah Sidney Simon Sophia Stephen Stuart Susan
        Sylvia Theodore Thomas Timothy Ursula Victor Victoria Vincent Virginia Walter William Winston
        Woodrow"""
    ),
    things=of(
        """Bath Reading March May June April August Nice Cork Sandwich Hull Deal Rugby Mobile Orange Phoenix
        Buffalo Battle Ware Rye Wells Wash Well Over Hope Chance Brown White Black Green Gray Grey Young Old
        Long Short Strong Small Little Rich Poor Good Best Bond Banks Bell Berry Bird Bishop Bliss Bowman
        Bridge Brook Brooks Bull Burns Bush Butler Carpenter Carter Chandler Chapman Church Clay Close Cloud
        Coffin Cole Cook Cooper Court Cox Cross Crow Day Dean Drake Draper Drew Drinkwater Duke Earl East
        West North South England Farmer Field Fields Finch Fish Fisher Flood Flowers Flower Ford Forest Fox
        Freeman French Frost Gamble Gold Grant Grave Graves Grace Faith Joy Ivy Rose Daisy Lily Violet Hail
        Hall Hand Hardy Hart Hawk Hay Head Heard Heath Hill Hills Holiday Holmes Home Hood Hook Hunt Hunter
        Judge Keen Key King Knight Lake Lamb Land Lane Law Lawless Leaf Light Lock Love Lord Low Major Mark
        Marsh Mason Miles Mill Miller Mills Mind Moon Moor More Moss Nail Noble Page Park Parks Parsons
        Payne Peace Penny Pepper Perry Pike Pitt Pool Pope Porter Pound Power Powers Price Priest Prior
        Pride Queen Rains Read Reed Reeve Ring Rivers Rock Sands Savage Sharp Shepherd Singer Skinner Smart
        Smith Snow Spark Sparks Spring Stone Street Summer Summers Sweet Swift Tailor Taylor Tanner Temple
        Thatcher Turner Vine Walker Wall Walls Ward Water Waters Weaver Weeks Wheeler Will Wise Wolf Wood
        Woods Woody Wren Wright Times Guardian Speech"""
    ),
    common=of(
        """the a an i he she it we you they this that these those his her its our your their my and but or
        nor so yet for if when while where as at in on of to from by with without after before although
        though because since until unless not no yes there here then thus hence however therefore moreover
        furthermore also all some many most few every each both either neither one two three first second
        third what who whom whose which why how once now today yesterday tomorrow never always oh ah well
        indeed perhaps chapter section table figure mr mrs during throughout national independence is was
        are were do did does had has have will would shall should can could may might must let o god heaven"""
    ),
)
