// Narrows a list down to the items that have the typed words in them, and puts its rows in another order.
// Letters are compared as a reader means them: I, ı, İ and i alike, accents and marks left out.
'use strict';
(() => {
  const others = {ı: 'i', ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', þ: 'th', 'ʿ': '', 'ʾ': ''};
  const fold = text => text.replace(/[Iİ]/g, 'i').toLowerCase().normalize('NFD').replace(/\p{M}/gu, '')
    .replace(/[ıßæœøłđðþʿʾ]/g, letter => others[letter]).replace(/[’'ʼ`´]/g, '').replace(/\s+/g, ' ');

  for (const box of document.querySelectorAll('[data-filter]')) {
    const list = document.getElementById(box.dataset.filter);
    if (list) bring(box, list);
  }

  function bring(box, list) {
    const input = box.querySelector('input');
    const status = box.querySelector('[role=status]');
    const letters = document.querySelector('.letters');
    const items = [...list.querySelectorAll('li')];
    // what holds items, from the innermost to the outermost: hidden when all of its items are
    const groups = [...list.querySelectorAll('section, details, .month')].reverse();
    const home = items.map(item => item.parentElement);
    const opened = new Map();
    let words = null;
    let waiting = 0;
    let speaking = 0;
    box.hidden = false;

    // a day of a calendar is known by its label, a passage also by the title of its text
    const told = item => {
      const link = item.querySelector('[aria-label]');
      const title = item.closest('.in-text')?.querySelector('h3');
      const own = [...item.children].filter(part => !part.classList.contains('count')).map(part => part.textContent);
      return fold([...own, link?.getAttribute('aria-label') ?? '', title?.textContent ?? ''].join(' '));
    };

    function filter() {
      waiting = 0;
      words ??= items.map(told);
      const wanted = fold(input.value).trim().split(' ').filter(Boolean);
      let found = 0;
      items.forEach((item, number) => {
        const hit = wanted.every(word => words[number].includes(word));
        found += hit;
        if (item.hidden === hit) item.hidden = !hit;
      });
      for (const group of groups) {
        group.hidden = wanted.length > 0 && !group.querySelector('li:not([hidden])');
        if (group.tagName !== 'DETAILS') continue;
        if (wanted.length) {
          if (!opened.has(group)) opened.set(group, group.open);
          group.open = !group.hidden && found <= 200;
        } else if (opened.has(group)) {
          group.open = opened.get(group);
          opened.delete(group);
        }
      }
      // told when the reader pauses, not at every key
      clearTimeout(speaking);
      const say = !wanted.length ? '' : found ? box.dataset.found.replace('{n}', found).replace('{all}', items.length) : box.dataset.none;
      speaking = setTimeout(() => { status.textContent = say; }, 250);
    }

    function soon() { waiting ||= requestAnimationFrame(filter); }
    input.addEventListener('input', soon);
    input.addEventListener('keydown', event => {
      if (event.key === 'Escape' && input.value) { input.value = ''; soon(); event.preventDefault(); }
      if (event.key === 'Enter') list.querySelector('li:not([hidden]) a')?.focus();
    });
    // an address that leads to a row shows it, whatever has been typed
    addEventListener('hashchange', () => {
      const aim = document.getElementById(decodeURIComponent(location.hash.slice(1)));
      if (aim && list.contains(aim) && input.value) { input.value = ''; filter(); aim.scrollIntoView(); }
    });
    if (input.value) soon();

    const buttons = [...box.querySelectorAll('[data-sort]')];
    let flat = null;
    for (const button of buttons) {
      button.addEventListener('click', () => {
        for (const one of buttons) one.setAttribute('aria-pressed', String(one === button));
        const byCount = button.dataset.sort === 'count';
        if (byCount === (flat !== null)) return;
        if (byCount) {
          flat = document.createElement('ul');
          flat.className = 'rows';
          const count = item => Number(item.dataset.count);
          flat.append(...[...items].sort((one, other) => count(other) - count(one)));
          for (const part of list.children) part.classList.add('emptied');
          list.prepend(flat);
        } else {
          items.forEach((item, number) => home[number].append(item));
          flat.remove();
          flat = null;
          for (const part of list.children) part.classList.remove('emptied');
        }
        if (letters) letters.hidden = byCount;
      });
    }
  }
})();
