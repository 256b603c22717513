/* Cards: what the edition says of a person, place, date or work, shown beside the words that mention it; likewise a note or
   an item that a number in the text leads to. By mouse, by keyboard (Tab goes into the card, Escape closes it) and by touch
   (the first tap opens the card, the second follows the link). Everything on a card can be reached without it. */
(() => {
  'use strict';
  const source = document.getElementById('page:cards');
  const article = document.querySelector('article');
  const main = document.querySelector('main');
  if (!source || !article || !main) return;

  const PAUSE = 220;   // a pointer that only passes opens nothing
  const GRACE = 280;   // time to go from the words to the card
  const words = source.dataset;
  const root = document.documentElement;

  let known = null;    // address of an entry -> what is on its card
  let card = null;     // the one card of the page
  let at = null;       // the link that it belongs to
  let timer = 0;
  let touched = false;

  const off = () => (root.dataset.without || '').split(' ').includes('cards');

  const make = (name, properties, ...children) => {
    const element = Object.assign(document.createElement(name), properties);
    element.append(...children);
    return element;
  };

  const entry = address => {
    known ??= new Map([...source.content.children].map(child => [child.dataset.href, child]));
    return known.get(address);
  };

  /* What the page itself has at the end of a link: a note, an item of a list, a reference. */
  const aside = link => {
    if (link.closest('.permalink, .pb, .back, nav, .card')) return null;
    const goal = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    if (!goal?.matches('li, .note, .bibl, .biblStruct') || goal.contains(link) || goal.textContent.length > 1500) return null;
    if (root.dataset.notes === 'margin' && goal.closest('#page\\:notes')) return null;
    return goal;
  };

  const linked = target => {
    const link = target instanceof Element ? target.closest('article a[href]') : null;
    if (!link || link.closest('.card')) return null;
    const address = link.getAttribute('href');
    if (address.startsWith('#')) return address.length > 1 && aside(link) ? link : null;
    return entry(address) ? link : null;
  };

  /* --- what is on a card ----------------------------------------------------------------------------------------- */

  const copyOf = (goal, link) => {
    const copy = make('div', {className: 'card-text', lang: goal.closest('[lang]')?.lang || ''});
    for (const child of goal.childNodes) copy.append(child.cloneNode(true));
    for (const element of copy.querySelectorAll('.back, .permalink, .noteref')) element.remove();
    for (const element of copy.querySelectorAll('[id]')) element.removeAttribute('id');
    for (const element of copy.querySelectorAll('[tabindex]')) element.removeAttribute('tabindex');
    const way = make('a', {textContent: words.follow, href: link.getAttribute('href')});
    return [make('p', {className: 'card-name', textContent: link.getAttribute('aria-label') || link.textContent}), copy,
            make('p', {className: 'card-links'}, way)];
  };

  /* Which of the mentions of the same entry this is, with a way to the one before and the one after. */
  const steps = link => {
    const all = [...article.querySelectorAll(`a[href="${CSS.escape(link.getAttribute('href'))}"]`)];
    const here = all.indexOf(link);
    if (all.length < 2) return null;
    const step = (name, sign, goal) => {
      const button = make('button', {type: 'button', textContent: sign, ariaLabel: words[name], title: words[name], disabled: !goal});
      button.addEventListener('click', () => {
        goal.scrollIntoView({block: 'center'});
        const focused = card.contains(document.activeElement);
        open(goal);
        if (focused) card.querySelector(`.card-steps button[title="${CSS.escape(words[name])}"]:enabled`)?.focus() ?? goal.focus();
        goal.classList.add('shown');
        setTimeout(() => goal.classList.remove('shown'), 1600);
      });
      return button;
    };
    return make('p', {className: 'card-steps'}, step('previous', '‹', all[here - 1]),
                make('span', {textContent: `${here + 1} / ${all.length} ${words.here}`}), step('next', '›', all[here + 1]));
  };

  const fill = link => {
    const address = link.getAttribute('href');
    const close = make('button', {type: 'button', className: 'card-close', textContent: '×', ariaLabel: words.close});
    close.addEventListener('click', () => shut(true));
    if (address.startsWith('#')) card.replaceChildren(close, ...copyOf(aside(link), link));
    else {
      const told = entry(address);
      const more = told.querySelector('.card-places') ? null : steps(link);
      card.replaceChildren(close, ...[...told.children].map(child => child.cloneNode(true)));
      if (more) card.querySelector('.card-links').before(more);
      const own = link.closest('[id]')?.id;
      const here = own && card.querySelector(`.card-places a[href="#${CSS.escape(own)}"]`);
      if (here) here.setAttribute('aria-current', 'location');
    }
    card.className = `card ${entry(address)?.className ?? 'note'}`;
    card.querySelector('.card-name').id = 'page:card-name';
  };

  /* --- where it stands ------------------------------------------------------------------------------------------- */

  /* Under the line that the reader points at, or over it where there is more room; a sheet at the foot of narrow screens. */
  const place = (link, point) => {
    card.style.left = card.style.top = '';
    if (getComputedStyle(card).position === 'fixed') {
      const hidden = link.getBoundingClientRect().bottom - (innerHeight - card.offsetHeight - 20);
      if (hidden > 0) scrollBy({top: hidden});
      return;
    }
    const lines = [...link.getClientRects()];
    const line = lines.find(box => point && point.y >= box.top - 2 && point.y <= box.bottom + 2) ?? lines[0];
    const {offsetWidth: width, offsetHeight: height} = card;
    const last = lines.at(-1);
    const below = innerHeight - line.bottom;
    const over = below < height + 16 && line.top > below;
    const top = over ? lines[0].top - height - 6 : (point ? line.bottom : last.bottom) + 6;
    const left = Math.max(12, Math.min(line.left - 8, root.clientWidth - width - 12));
    card.style.left = `${left + scrollX}px`;
    card.style.top = `${top + scrollY}px`;
  };

  const open = (link, point) => {
    clearTimeout(timer);
    if (!card) {
      card = make('div', {id: 'page:card', lang: source.lang, hidden: true});
      card.setAttribute('role', 'dialog');
      card.setAttribute('aria-labelledby', 'page:card-name');
      card.addEventListener('pointerenter', () => clearTimeout(timer));
      card.addEventListener('pointerleave', leave);
      main.append(card);
    }
    link.removeAttribute('title');
    at?.classList.remove('pointed');
    at = link;
    at.classList.add('pointed');
    fill(link);
    card.hidden = false;
    place(link, point);
  };

  const shut = back => {
    clearTimeout(timer);
    if (!at) return;
    const link = at;
    const inside = card.contains(document.activeElement);
    at = null;
    link.classList.remove('pointed');
    card.hidden = true;
    if (back && inside) link.focus();
  };

  /* --- mouse ------------------------------------------------------------------------------------------------------ */

  const leave = event => {
    if (event?.pointerType === 'touch') return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!card?.contains(document.activeElement)) shut();
    }, GRACE);
  };

  article.addEventListener('pointerover', event => {
    if (event.pointerType === 'touch' || off()) return;
    const link = linked(event.target);
    if (!link) return;
    clearTimeout(timer);
    if (link === at) return;
    const point = {y: event.clientY};
    timer = setTimeout(() => open(link, point), PAUSE);
  });
  article.addEventListener('pointerout', event => {
    const link = linked(event.target);
    if (link && !link.contains(event.relatedTarget)) leave(event);
  });

  /* --- touch ------------------------------------------------------------------------------------------------------ */

  document.addEventListener('pointerdown', event => {
    touched = event.pointerType === 'touch';
    if (at && !card.contains(event.target) && !at.contains(event.target)) shut();
  });
  article.addEventListener('click', event => {
    const link = linked(event.target);
    if (!link) return;
    if (!touched || off() || link === at || event.metaKey || event.ctrlKey) {
      clearTimeout(timer);
      return;
    }
    event.preventDefault();
    open(link);
  });

  /* --- keyboard --------------------------------------------------------------------------------------------------- */

  let closing = false;
  document.addEventListener('focusin', event => {
    if (closing || off() || touched) return;
    const link = linked(event.target);
    if (link && link !== at && link.matches(':focus-visible')) {
      clearTimeout(timer);
      timer = setTimeout(() => open(link), 120);
    } else if (at && event.target !== at && !card.contains(event.target)) shut();
  });
  document.addEventListener('keydown', event => {
    touched = false;
    if (!at) return;
    const inside = [...card.querySelectorAll('a[href], button:enabled')].filter(element => element.offsetParent);
    const focused = document.activeElement;
    if (event.key === 'Escape') {
      event.preventDefault();
      shut(true);
    } else if (event.key === 'Tab' && !event.shiftKey && focused === at && inside.length) {
      event.preventDefault();
      inside[0].focus();
    } else if (event.key === 'Tab' && !event.shiftKey && focused === inside.at(-1)) {
      // the browser goes on from the link
      const link = at;
      closing = true;
      link.focus();
      closing = false;
      shut();
    } else if (event.key === 'Tab' && event.shiftKey && focused === inside[0]) {
      event.preventDefault();
      at.focus();
    }
  });
  document.addEventListener('matbaa:settings', () => {
    if (off()) shut();
  });
})();
