// Of the entry that a reader points at, or comes to by keyboard, the neighbours stand out.
'use strict';
(() => {
  for (const svg of document.querySelectorAll('.network svg.sheet')) {
    const spots = new Map([...svg.querySelectorAll('.spot')].map(spot => [spot.dataset.id, spot]));
    const joined = new Map([...spots.keys()].map(id => [id, []]));
    for (const line of svg.querySelectorAll('line')) {
      joined.get(line.dataset.from)?.push([line, line.dataset.to]);
      joined.get(line.dataset.to)?.push([line, line.dataset.from]);
    }
    let lit = [];

    function point(spot) {
      for (const one of lit) one.classList.remove('near');
      lit = [];
      svg.classList.toggle('pointed', Boolean(spot));
      if (!spot) return;
      lit = [spot, ...joined.get(spot.dataset.id).flatMap(([line, other]) => [line, spots.get(other)])];
      for (const one of lit) one.classList.add('near');
    }

    for (const event of ['pointerover', 'focusin']) {
      svg.addEventListener(event, found => point(found.target.closest('.spot')));
    }
    svg.addEventListener('pointerleave', () => point(null));
    svg.addEventListener('focusout', () => point(null));
  }
})();
