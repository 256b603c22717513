/* Citing: buttons that copy the citations of the text, and a box that cites the passage whose sign (¶) was clicked. */
(() => {
  'use strict';
  const section = document.getElementById('page:cite');
  if (!section) return;
  const words = section.dataset;
  const article = document.querySelector('article');
  /* Where the page stands on one machine only, it has no address that others could follow. */
  const address = words.url || (location.protocol === 'file:' ? '' : location.href.replace(/#.*/, ''));

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  /* With italics for those who paste into a word processor, without for everybody else. */
  const copy = async element => {
    const text = element.textContent.trim();
    try {
      const kinds = {'text/html': element.innerHTML, 'text/plain': text};
      const blobs = Object.entries(kinds).map(([kind, value]) => [kind, new Blob([value], {type: kind})]);
      await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
    } catch {
      try {
        await navigator.clipboard.writeText(text);
      } catch {
        getSelection().selectAllChildren(element);
        return document.execCommand('copy');
      }
    }
    return true;
  };

  const button = element => {
    const sign = make('button', {type: 'button', className: 'copy', textContent: words.copy});
    sign.addEventListener('click', async () => {
      if (!await copy(element)) return;
      sign.textContent = words.copied;
      setTimeout(() => { sign.textContent = words.copy; }, 2000);
    });
    return sign;
  };

  const cited = [...section.querySelectorAll('.citation')];
  for (const citation of cited) citation.append(' ', button(citation.querySelector('.cited')));

  /* --- a passage -------------------------------------------------------------------------------------------------- */

  /* The number of the source's page that the passage begins on, if the text tells any. */
  const page = passage => {
    const before = [...article.querySelectorAll('.pb')].filter(mark =>
      mark.compareDocumentPosition(passage) & (Node.DOCUMENT_POSITION_FOLLOWING | Node.DOCUMENT_POSITION_CONTAINS));
    const inside = passage.firstElementChild?.matches('.pb') && !passage.firstChild.textContent.trim() ? passage.firstElementChild : null;
    return (inside ?? before.filter(mark => !passage.contains(mark)).at(-1))?.textContent.trim() ?? '';
  };

  /* The citation with the page, and the passage's address in the place of the text's. */
  const ofPassage = (citation, link) => {
    const copied = citation.querySelector('.cited').cloneNode(true);
    const number = page(link.parentElement);
    const way = address ? make('a', {href: address + link.hash, textContent: address + link.hash}) : document.createTextNode(link.hash);
    const own = address && [...copied.querySelectorAll('a')].find(found => found.getAttribute('href') === address);
    if (own) own.replaceWith(way);
    else copied.append(/[.!?]$/.test(copied.textContent.trim()) ? ' ' : '. ', way);
    if (number) way.before(`${words.page} ${number}. `);
    return copied;
  };

  let box = null;
  let from = null;

  const shut = back => {
    if (!box || box.hidden) return;
    box.hidden = true;
    if (back) from.focus();
  };

  const place = () => {
    const line = from.parentElement.getBoundingClientRect();
    const room = document.documentElement.clientWidth - box.offsetWidth - 12;
    box.style.left = `${scrollX + Math.max(12, Math.min(line.left, room))}px`;
    const sign = from.getBoundingClientRect();
    box.style.top = `${scrollY + (sign.height ? sign.bottom : line.bottom) + 6}px`;
  };

  const open = link => {
    from = link;
    if (!box) {
      box = make('div', {className: 'cite-box', id: 'page:cite-box', lang: section.lang});
      box.setAttribute('role', 'dialog');
      box.setAttribute('aria-labelledby', 'page:cite-box-heading');
      box.tabIndex = -1;
      document.body.append(box);
    }
    const close = make('button', {type: 'button', className: 'close', textContent: '×', ariaLabel: words.close, title: words.close});
    close.addEventListener('click', () => shut(true));
    const list = make('dl', {});
    for (const citation of cited) {
      const told = ofPassage(citation, link);
      list.append(make('dt', {textContent: citation.previousElementSibling.textContent}), make('dd', {className: 'citation'}, told, ' ', button(told)));
    }
    box.replaceChildren(close, make('p', {className: 'heading', id: 'page:cite-box-heading', textContent: words.passage}), list);
    box.hidden = false;
    place();
    box.focus({preventScroll: true});
  };

  article?.addEventListener('click', event => {
    const link = event.target instanceof Element ? event.target.closest('a.permalink') : null;
    if (link && !event.metaKey && !event.ctrlKey && !event.shiftKey) open(link);
  });
  document.addEventListener('keydown', event => { if (event.key === 'Escape') shut(true); });
  document.addEventListener('click', event => {
    if (event.target instanceof Element && !event.target.closest('.cite-box, a.permalink')) shut(false);
  });
  addEventListener('resize', () => { if (box && !box.hidden) place(); });
})();
