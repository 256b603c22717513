/* The table of contents marks the section that is being read, and keeps it in sight. */
(() => {
  'use strict';
  const contents = document.querySelector('nav.contents');
  if (!contents || !('IntersectionObserver' in window)) return;

  const links = new Map();
  for (const link of contents.querySelectorAll('a[href^="#"]')) {
    const goal = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (goal) links.set(goal, link);
  }
  const goals = [...links.keys()];
  const seen = new Set();
  let current;

  const mark = () => {
    // of the sections that cross the reading line, the innermost
    const goal = goals.filter(found => seen.has(found)).at(-1)
      ?? goals.filter(found => found.getBoundingClientRect().top < innerHeight * 0.19).at(-1);
    const link = goal && links.get(goal);
    if (link === current) return;
    current?.removeAttribute('aria-current');
    current = link;
    if (!link) return;
    link.setAttribute('aria-current', 'location');
    const box = contents.getBoundingClientRect();
    const own = link.getBoundingClientRect();
    if (contents.scrollHeight > contents.clientHeight && (own.top < box.top + 40 || own.bottom > box.bottom - 40)) {
      contents.scrollTop += own.top - box.top - box.height / 3;
    }
  };

  const observer = new IntersectionObserver(entries => {
    for (const entry of entries) {
      if (entry.isIntersecting) seen.add(entry.target);
      else seen.delete(entry.target);
    }
    mark();
  }, {rootMargin: '-18% 0px -81% 0px'});
  for (const goal of goals) observer.observe(goal);

  /* on narrow screens the contents close when one of them was chosen */
  contents.addEventListener('click', event => {
    const details = contents.querySelector('details');
    if (event.target.closest('a') && details?.open && getComputedStyle(contents).position !== 'sticky') details.open = false;
  });
})();
