// The timeline looked at more closely: the same drawing as the one that is in the page, of a shorter time.
'use strict';
(() => {
  const source = document.getElementById('page:dates');
  const figures = [...document.querySelectorAll('figure.timeline')];
  if (!source || !figures.length) return;
  const data = JSON.parse(source.textContent);
  const dates = data.rows.map(([begin, end, label, href, count, marks]) => ({
    begin, end, label, href, count, uncertain: marks.includes('u'), open: marks.includes('b') ? 'begin' : marks.includes('e') ? 'end' : '',
  })).sort((one, other) => one.begin - other.begin || one.end - other.end);
  const language = document.documentElement.lang || 'en';
  const DAYS = {day: 1, month: 30.4, year: 365.2, decade: 3652.4, century: 36524};
  const YEARS = {year: 1, decade: 10, century: 100};
  const [STACK, POINTS, LANE, AXIS, LANES] = [168, 14, 20, 30, 24];

  // days as numbers, 1 January of the year 1 being 1
  const EPOCH = 719163;
  const numberOf = (year, month) => {
    const day = new Date(Date.UTC(2000, month, 1));
    day.setUTCFullYear(year);
    return Math.round(day.getTime() / 864e5) + EPOCH;
  };
  const dayOf = number => new Date((number - EPOCH) * 864e5);
  const start = (number, unit) => {
    const day = dayOf(number);
    const year = day.getUTCFullYear();
    if (unit === 'day') return number;
    if (unit === 'month') return numberOf(year, day.getUTCMonth());
    return numberOf(Math.floor(year / YEARS[unit]) * YEARS[unit], 0);
  };
  const next = (number, unit) => {
    const day = dayOf(number);
    const year = day.getUTCFullYear();
    if (unit === 'day') return number + 1;
    if (unit === 'month') return numberOf(year + (day.getUTCMonth() === 11), (day.getUTCMonth() + 1) % 12);
    return numberOf(year + YEARS[unit], 0);
  };
  const said = (number, unit) => {
    const day = dayOf(number);
    const year = day.getUTCFullYear();
    if (unit === 'decade' || unit === 'century') return `${year} – ${year + YEARS[unit] - 1}`;
    const wanted = {year: 'numeric', ...(unit !== 'year' && {month: 'long'}), ...(unit === 'day' && {day: 'numeric'})};
    return year < 1 ? String(year) : new Intl.DateTimeFormat(language, {...wanted, timeZone: 'UTC'}).format(day);
  };

  const make = (name, attributes = {}, ...children) => {
    const node = document.createElementNS('http://www.w3.org/2000/svg', name);
    for (const [key, value] of Object.entries(attributes)) if (value !== '') node.setAttribute(key, value);
    node.append(...children);
    return node;
  };
  const round = number => Math.round(number * 10) / 10;
  const counted = (number, one, many) => `${number} ${number === 1 ? one : many}`;
  const link = (href, label, ...children) => make('a', {href, 'aria-label': label}, make('title', {}, label), ...children);

  function draw(svg, begin, end) {
    const width = Math.max(svg.clientWidth, 320);
    const at = day => (day - begin) / (end - begin) * width;
    const unit = Object.keys(DAYS).find(one => (end - begin) / DAYS[one] * 7 <= width) ?? 'century';
    const inside = dates.filter(date => date.begin < end && date.end > begin);
    const stacks = new Map();
    const spans = [];
    for (const date of inside) {
      const first = start(date.begin, unit);
      if (date.end <= next(first, unit) && !date.open) stacks.set(first, [...stacks.get(first) ?? [], date]);
      else spans.push(date);
    }
    const most = Math.max(1, ...[...stacks.values()].map(some => some.length));
    const points = most <= POINTS;
    const narrow = Math.min(...[...stacks.keys()].map(first => at(next(first, unit)) - at(first)), 12);
    const pitch = Math.min(narrow, STACK / most);
    const above = !stacks.size ? 10 : (points ? most * pitch : STACK) + 14;

    const drawn = make('g', {class: 'stacks'});
    for (const [first, some] of stacks) {
      const [left, right] = [at(first), at(next(first, unit))];
      if (points) {
        some.forEach((date, number) => {
          const label = `${date.label} · ${counted(date.count, data.mention, data.mentions)}`;
          const circle = make('circle', {cx: round((left + right) / 2), cy: round(above - (number + 0.5) * pitch),
            r: round(Math.max(1, Math.min(4.6, pitch / 2 - 0.6))), class: date.uncertain ? 'uncertain' : ''});
          drawn.append(link(date.href, label, circle));
        });
      } else {
        const high = some.length / most * STACK;
        const label = `${said(first, unit)} · ${some.length} ${data.dates}`;
        const bar = make('rect', {x: round(left + 0.6), y: round(above - high), width: round(Math.max(1, right - left - 1.2)), height: round(high)});
        const shown = link(some[0].href, label, bar);
        // many dates are looked at more closely, one is gone to
        if (some.length > 1) {
          const closer = next(first, unit);
          shown.addEventListener('click', event => { event.preventDefault(); svg.dispatchEvent(new CustomEvent('closer', {detail: [first, closer]})); });
        }
        drawn.append(shown);
      }
    }

    const free = [];
    const strips = make('g', {class: 'spans'});
    for (const date of spans) {
      const x = at(Math.max(date.begin, begin));
      const wide = Math.max(at(Math.min(date.end, end)) - x, 5);
      const room = date.label.length * 6.2 + 8;
      const words = wide > room ? 'inside' : x + wide + room <= width ? 'after' : 'before';
      const left = words === 'before' ? x - room : x;
      let lane = free.findIndex(taken => taken <= left);
      if (lane < 0) lane = free.length;
      if (lane >= LANES) continue;
      free[lane] = x + wide + (words === 'after' ? room : 0) + 6;
      const top = above + AXIS + lane * LANE;
      const cut = date.begin < begin || date.end > end || date.open;
      const text = make('text', {y: round(top + 11), class: words, 'text-anchor': words === 'before' ? 'end' : '',
        x: round(words === 'before' ? x - 5 : words === 'inside' ? x + 5 : x + wide + 5)}, date.label);
      strips.append(link(date.href, `${date.label} · ${counted(date.count, data.mention, data.mentions)}`,
        make('rect', {x: round(x), y: round(top), width: round(wide), height: 14, rx: cut ? 0 : 3, class: date.uncertain ? 'uncertain' : ''}), text));
    }

    const height = Math.ceil(above + AXIS + free.length * LANE);
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('width', width);
    svg.setAttribute('height', height);
    svg.replaceChildren(axis(begin, end, at, width, above, height), drawn, strips);
  }

  function axis(begin, end, at, width, above, height) {
    const group = make('g', {class: 'axis'});
    const tick = (day, label) => {
      const x = round(at(day));
      group.append(make('line', {x1: x, x2: x, y1: label ? 0 : above - 4, y2: label ? height : above, class: label ? 'major' : 'minor'}));
      if (label && x < width - 30) group.append(make('text', {x: x + 4, y: above + 16}, label));
    };
    const days = end - begin;
    const years = days / 365.2;
    const room = Math.max(4, width / 60);
    if (days <= room * 3) {
      const step = Math.max(1, Math.round(days / room));
      for (let day = Math.ceil(begin); day < end; day += step) tick(day, said(day, 'day').replace(/[,.]?\s*\d{4,}.*$/, ''));
    } else if (years * 12 <= room * 1.5) {
      for (let day = next(start(begin, 'month'), 'month'); day < end; day = next(day, 'month')) tick(day, said(day, 'month'));
    } else {
      const step = [1, 2, 5, 10, 20, 50, 100, 200, 500].find(one => years / one <= room) ?? 1000;
      const small = {1: 1, 2: 1, 5: 1, 10: 5, 20: 10, 50: 10}[step] ?? step / 2;
      const first = dayOf(begin).getUTCFullYear();
      for (let year = Math.ceil(first / small) * small; numberOf(year, 0) < end; year += small) {
        if (numberOf(year, 0) >= begin) tick(numberOf(year, 0), year % step ? '' : String(year));
      }
    }
    group.append(make('line', {class: 'base', x1: 0, x2: width, y1: above, y2: above}));
    return group;
  }

  for (const figure of figures) bring(figure);

  function bring(figure) {
    const svg = figure.querySelector('svg.scale');
    const canvas = figure.querySelector('.canvas');
    const whole = [Number(svg.dataset.begin), Number(svg.dataset.end)];
    let view = [...whole];
    let waiting = 0;
    figure.classList.add('active');
    figure.querySelector('.tools').hidden = false;
    const soon = () => { waiting ||= requestAnimationFrame(() => { waiting = 0; draw(svg, ...view); }); };

    function show(begin, end) {
      const length = Math.min(Math.max(end - begin, 10), whole[1] - whole[0]);
      const first = Math.min(Math.max(begin, whole[0]), whole[1] - length);
      view = [first, first + length];
      soon();
    }
    function zoom(factor, across = 0.5) {
      const [begin, end] = view;
      const length = Math.min(Math.max((end - begin) / factor, 10), whole[1] - whole[0]);
      const middle = begin + (end - begin) * across;
      show(middle - length * across, middle + length * (1 - across));
    }
    const move = share => show(view[0] + (view[1] - view[0]) * share, view[1] + (view[1] - view[0]) * share);
    const acts = {in: () => zoom(2), out: () => zoom(0.5), whole: () => show(...whole)};
    for (const button of figure.querySelectorAll('[data-zoom]')) {
      button.addEventListener('click', () => acts[button.dataset.zoom]());
    }
    canvas.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const act = {'+': acts.in, '=': acts.in, '-': acts.out, 0: acts.whole,
        ArrowLeft: () => move(-0.2), ArrowRight: () => move(0.2)}[event.key];
      if (!act) return;
      act();
      event.preventDefault();
    });
    svg.addEventListener('closer', event => { show(...event.detail); canvas.focus(); });
    svg.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const box = svg.getBoundingClientRect();
      zoom(Math.exp(-event.deltaY / 240), (event.clientX - box.left) / box.width);
    }, {passive: false});
    let held = null;
    let moved = false;
    svg.addEventListener('pointerdown', event => { if (!event.button) { held = event.clientX; moved = false; } });
    addEventListener('pointermove', event => {
      if (held === null || (!moved && Math.abs(event.clientX - held) < 4)) return;
      moved = true;
      move((held - event.clientX) / svg.clientWidth);
      held = event.clientX;
    });
    for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { held = null; });
    svg.addEventListener('click', event => { if (moved) { event.preventDefault(); event.stopPropagation(); } moved = false; }, true);
    svg.addEventListener('dragstart', event => event.preventDefault());
    let width = 0;
    new ResizeObserver(() => { if (svg.clientWidth !== width) { width = svg.clientWidth; soon(); } }).observe(canvas);
  }
})();
