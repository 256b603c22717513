// The search page: finds what its address asks for in Pagefind's index, and shows it paragraph by paragraph.
(() => {
  "use strict";

  const PASSAGES = 5;
  const TEXTS = 20;
  const AROUND = 14;
  const VALUES = 40;
  // what a passage may be: the smallest of these that has an id
  const BLOCK = /^(p|li|h[1-6]|dt|dd|blockquote|figure|figcaption|td|th|tr|table|div|section|pre)$/;

  const form = document.querySelector("#search");
  const field = form.querySelector("input[type=search]");
  const filters = form.querySelector(".filters");
  const found = document.querySelector("#found");
  const results = document.querySelector("#results");
  const top = new URL("./", location.href).pathname;

  const element = (name, className, text) => {
    const made = document.createElement(name);
    if (className) made.className = className;
    if (text) made.textContent = text;
    return made;
  };

  // Pagefind has an index and a stemmer for each language, chooses by the language of the page, and can have one at a time: so
  // each language has a Pagefind of its own
  const open = async () => {
    const entry = await (await fetch(`${top}search/pagefind-entry.json`, { cache: "no-cache" })).json();
    const page = document.documentElement;
    const own = page.lang;
    const indexes = await Promise.all(
      Object.keys(entry.languages).map(async (language) => {
        const { createInstance } = await import(`${top}search/pagefind.js?${language}`);
        page.lang = language;
        const index = createInstance({ basePath: `${top}search/`, baseUrl: top });
        page.lang = own;
        await index.init();
        return { language, index };
      }),
    );
    return { indexes, pages: Object.values(entry.languages).reduce((sum, { page_count }) => sum + page_count, 0) };
  };
  let library;
  const opened = () => (library ??= open());

  // In Turkish ı and i are two letters, and I and İ their capitals. Pagefind makes every I an i: a word that the text has in
  // capitals, or at the beginning of a sentence, is found by another spelling than the same word in small letters.
  const spellings = (words, language) => {
    if (!/^(tr|az)\b/.test(language)) return [[words.replace(/İ/g, "I").replace(/ı/g, "i")], []];
    const small = words.toLocaleLowerCase("tr");
    const likely = [small, small.replace(/(^|[^\p{L}])ı/gu, "$1i"), small.replace(/ı/g, "i")];
    // typed without the letters of Turkish: each i may be an ı
    const places = [...small].flatMap((letter, at) => (letter === "i" || letter === "ı" ? [at] : []));
    const others = [small.replace(/i/g, "ı")];
    for (let mask = 1; places.length <= 5 && mask < 1 << places.length; mask++) {
      const letters = [...small];
      places.forEach((at, bit) => (letters[at] = mask & (1 << bit) ? "ı" : "i"));
      others.push(letters.join(""));
    }
    const known = new Set(likely);
    return [[...known], [...new Set(others)].filter((words) => !known.has(words))];
  };

  // what texts can be narrowed down by (texts.json), loaded when that is asked for
  const narrow = async () => {
    const { values, texts } = await (await fetch(`${top}search/texts.json`)).json();
    const numbers = new Map(values.map((value, number) => [value, number]));
    return { values, texts: new Map(Object.entries(texts).map(([text, has]) => [text, new Set(has)])), numbers };
  };
  let narrowing;
  const narrowed = () => (narrowing ??= narrow());

  const chosen = () => [...filters.querySelectorAll("input:checked")].map(({ name, value }) => `${name}:${value}`);

  // the texts in which any of the spellings occurs, each with all of them
  const textsWith = async (spelled, { language, index }, by) => {
    const texts = new Map();
    const { texts: all, numbers } = by.length ? await narrowed() : {};
    const has = (id) => by.every((value) => all.get(id)?.has(numbers.get(value)));
    for (const words of spelled) {
      const { results } = await index.search(words);
      for (const result of results.filter(({ id }) => has(id))) {
        const text = texts.get(result.id) ?? { score: 0, hits: [], language };
        text.score = Math.max(text.score, result.score);
        text.hits.push(result);
        texts.set(result.id, text);
      }
    }
    return [...texts.values()];
  };

  // what is shown of the best of them; nothing of those that Pagefind only gives for want of anything better
  const told = async (texts, words) => {
    const made = [];
    for (const text of texts.sort((one, other) => other.score - one.score).slice(0, TEXTS)) {
      const one = words ? await passages(text, words) : await whole(text);
      if (!words || one.passages.length) made.push({ ...one, score: text.score, language: text.language });
    }
    return made;
  };

  const sought = async (words, by) => {
    const { indexes } = await opened();
    const texts = [];
    for (const one of indexes) {
      const [likely, others] = words ? spellings(words, one.language) : [[null], []];
      let some = await told(await textsWith(likely, one, by), words);
      if (!some.length && others.length) some = await told(await textsWith(others, one, by), words);
      texts.push(...some);
    }
    return texts.sort((one, other) => other.score - one.score);
  };

  // the passages of a text, as far as they are equal in its order: where each leads, and its words with those that were sought marked
  const passages = async ({ hits }, sought) => {
    const places = new Set();
    let told;
    for (const hit of hits) {
      told = await hit.data(); // one after the other, since they share what they give
      for (const place of told.locations) places.add(place);
    }
    const { url, meta, content, anchors } = told;
    const words = content.split(/[\r\n\s]+/g);
    const stems = sought.split(/\s+/).map(folded).filter(Boolean);
    const at = [...places].filter((place) => stems.some((stem) => fits(folded(words[place]), stem))).sort((one, other) => one - other);
    const blocks = (anchors ?? []).filter((anchor) => BLOCK.test(anchor.element)).sort((one, other) => one.location - other.location);
    const made = [];
    let next = 0;
    for (const place of at) {
      while (next < blocks.length && blocks[next].location <= place) next++;
      const block = blocks[next - 1];
      const last = made.at(-1);
      if (last && last.block === block && place - last.places.at(-1) < 2 * AROUND) last.places.push(place);
      else made.push({ block, places: [place], from: block?.location ?? 0, to: blocks[next]?.location ?? words.length });
    }
    // passages with all of the words come before those with some of them
    const matched = ({ places }) => stems.filter((stem) => places.some((place) => fits(folded(words[place]), stem))).length;
    made.sort((one, other) => matched(other) - matched(one));
    return {
      url,
      title: meta?.title ?? url,
      author: meta?.author,
      passages: made.map(({ block, places, from, to }) => ({
        url: block ? `${url}#${encodeURIComponent(block.id)}` : url,
        ...around(words, places, from, to),
      })),
    };
  };

  // letters without what tells them apart, for a rough comparison
  const folded = (word = "") =>
    word.toLocaleLowerCase("tr").replace(/ı/g, "i").normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "");

  // where nothing begins like a word, Pagefind gives what begins like its beginning
  const fits = (word, stem) => {
    let same = 0;
    while (same < stem.length && word[same] === stem[same]) same++;
    return same === stem.length || same >= Math.max(3, Math.ceil(stem.length / 2));
  };

  const around = (words, places, from, to) => {
    const start = Math.max(from, places[0] - AROUND);
    const end = Math.min(to, Math.min(places.at(-1), places[0] + 3 * AROUND) + AROUND + 1);
    const marked = new Set(places);
    const parts = [start > from ? "… " : ""];
    for (let place = start; place < end; place++) {
      parts.push(...(marked.has(place) ? apart(words[place]) : [words[place]]), " ");
    }
    return { parts: [...parts, end < to ? "…" : ""] };
  };

  // a word that is marked, and the marks of punctuation around it, which are not
  const apart = (word) => {
    const [, before, mark, after] = word.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su);
    return [before, { mark }, after];
  };

  const shownPassage = ({ url, parts }) => {
    const item = element("li");
    const link = element("a");
    link.href = url;
    link.append(...parts.map((part) => (part.mark === undefined ? part : element("mark", "", part.mark))));
    item.append(link);
    return item;
  };

  const shownText = (text, most) => {
    const item = element("li");
    item.lang = text.language;
    const heading = element("h2");
    const link = element("a", "", text.title);
    link.href = text.url;
    heading.append(link);
    if (text.author) heading.append(" ", element("span", "by", text.author));
    const list = element("ol");
    list.append(...text.passages.slice(0, most).map(shownPassage));
    item.append(heading, list);
    if (text.passages.length > most) {
      const more = element("button", "", `${found.dataset.more} (${text.passages.length})`);
      more.type = "button";
      more.lang = document.documentElement.lang;
      more.addEventListener("click", () => {
        list.append(...text.passages.slice(most).map(shownPassage));
        more.remove();
      });
      item.append(more);
    }
    return item;
  };

  const say = (words) => (found.textContent = words);

  let turn = 0;
  const run = async () => {
    const mine = ++turn;
    const words = field.value.trim();
    const by = chosen();
    results.replaceChildren();
    if (!words && !by.length) return say("");
    say(found.dataset.wait);
    try {
      const some = await sought(words, by);
      if (mine !== turn) return;
      const count = some.reduce((sum, text) => sum + text.passages.length, 0);
      const most = some.length === 1 ? 4 * PASSAGES : PASSAGES;
      results.append(...some.map((text) => shownText(text, most)));
      say(some.length ? found.dataset.found.replace("{0}", count).replace("{1}", some.length) : found.dataset.none);
    } catch (fault) {
      console.warn(fault);
      if (mine === turn) say(found.dataset.fault);
    }
  };

  // a text that was chosen by a filter alone
  const whole = async ({ hits: [hit] }) => {
    const { url, meta } = await hit.data();
    return { url, title: meta?.title ?? url, author: meta?.author, passages: [] };
  };

  // the values of each filter that more than one text could be told apart by
  const fillFilters = async (wanted) => {
    const { values: told, texts } = await narrowed();
    const counts = new Array(told.length).fill(0);
    for (const has of texts.values()) for (const number of has) counts[number]++;
    const all = {};
    told.forEach((value, number) => {
      const colon = value.indexOf(":");
      (all[value.slice(0, colon)] ??= {})[value.slice(colon + 1)] = counts[number];
    });
    const order = new Intl.Collator(document.documentElement.lang);
    for (const set of filters.querySelectorAll("[data-filter]")) {
      const name = set.dataset.filter;
      const values = Object.entries(all[name] ?? {})
        .sort(([one, few], [other, many]) => many - few || order.compare(one, other))
        .filter(([value], number) => number < VALUES || wanted.getAll(name).includes(value));
      for (const [value, count] of values) {
        const label = element("label");
        const box = element("input");
        Object.assign(box, { type: "checkbox", name, value, checked: wanted.getAll(name).includes(value) });
        label.append(box, ` ${value} `, element("span", "", String(count)));
        set.append(label);
      }
      set.hidden = !values.length;
    }
  };

  const remember = () => {
    const address = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", `?${address}`);
  };

  if (location.protocol === "file:") {
    say(found.dataset.disk);
    form.hidden = true;
    return;
  }
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    remember();
    run();
  });
  form.addEventListener("change", (event) => {
    if (event.target === field) return;
    remember();
    run();
  });
  // the index is not loaded before it is asked for something
  const wanted = new URLSearchParams(location.search);
  field.value = wanted.get("q") ?? "";
  const some = [...wanted.keys()].some((key) => key !== "q");
  const fill = async () => {
    filters.removeEventListener("toggle", fill);
    try {
      await fillFilters(wanted);
    } catch (fault) {
      say(found.dataset.fault);
      console.warn(fault);
    }
  };
  filters.addEventListener("toggle", fill);
  const begin = async () => {
    const { pages } = await opened().catch(() => ({ pages: 0 }));
    filters.hidden = pages < 2;
    if (some) await fill();
    if (field.value || some) await run();
  };
  if (field.value || some) begin();
  else {
    field.addEventListener("input", begin, { once: true });
    field.focus();
  }
})();
