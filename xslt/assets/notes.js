/* Notes stand beside the line that they belong to where the screen has room for them, else at the foot of the text. */
(() => {
  'use strict';
  const section = document.getElementById('page:notes');
  const article = document.querySelector('article');
  if (!section || !article) return;

  const root = document.documentElement;
  const wide = matchMedia('(min-width: 80rem)');
  const GAP = 10;
  const FAR = 600;   // a note further than this from its line would be looked for in vain: then all stay at the foot
  const pairs = [...section.querySelectorAll('ol > li')].map(note => {
    const back = note.querySelector('a.back');
    return [note, back && document.getElementById(decodeURIComponent(back.hash.slice(1)))];
  });

  const foot = () => {
    delete root.dataset.notes;
    for (const [note] of pairs) note.style.top = '';
    article.style.minHeight = '';
  };

  const settle = () => {
    const wanted = wide.matches && !(root.dataset.without || '').split(' ').includes('margin-notes');
    if (!wanted || pairs.some(([, reference]) => !reference)) {
      if (root.dataset.notes) foot();
      return;
    }
    root.dataset.notes = 'margin';
    const top = article.getBoundingClientRect().top;
    const wishes = pairs.map(([note, reference]) => [reference.getBoundingClientRect().top - top - 4, note.offsetHeight]);
    let free = 0;
    let drift = 0;
    const places = wishes.map(([wish, height]) => {
      const place = Math.max(wish, free);
      free = place + height + GAP;
      drift = Math.max(drift, place - wish);
      return place;
    });
    if (drift > FAR) {
      foot();
      return;
    }
    pairs.forEach(([note], number) => { note.style.top = `${Math.round(places[number])}px`; });
    article.style.minHeight = `${Math.ceil(free)}px`;
  };

  let asked = 0;
  const later = () => {
    cancelAnimationFrame(asked);
    asked = requestAnimationFrame(settle);
  };
  settle();
  wide.addEventListener('change', later);
  document.addEventListener('matbaa:settings', later);
  let width = 0;
  new ResizeObserver(entries => {
    // heights change with widths, and when details or images open
    const {inlineSize, blockSize} = entries[0].borderBoxSize[0];
    if (Math.abs(inlineSize * 7 + blockSize - width) < 1) return;
    width = inlineSize * 7 + blockSize;
    later();
  }).observe(article);

  /* a note and its number show that they belong together */
  const show = (event, on) => {
    if (root.dataset.notes !== 'margin') return;
    const reference = event.target instanceof Element ? event.target.closest('a[role="doc-noteref"]') : null;
    const pair = reference && pairs.find(([, found]) => found === reference);
    pair?.[0].classList.toggle('shown', on);
  };
  article.addEventListener('pointerover', event => show(event, true));
  article.addEventListener('pointerout', event => show(event, false));
  article.addEventListener('focusin', event => show(event, true));
  article.addEventListener('focusout', event => show(event, false));
})();
