// Looking closer at a sheet, a map or a network: by buttons, keys, the wheel with Ctrl or ⌘, two fingers, and dragging.
// Circles and labels keep their size; labels for which there is room come forth.
'use strict';
(() => {
  const MOST = 48;

  for (const figure of document.querySelectorAll('figure.chart')) {
    const svg = figure.querySelector('svg.sheet');
    if (svg) bring(figure, svg);
  }

  function bring(figure, svg) {
    const whole = {x: 0, y: 0, w: Number(svg.getAttribute('width')), h: Number(svg.getAttribute('height'))};
    const view = {...whole};
    const canvas = figure.querySelector('.canvas');
    const spots = [...svg.querySelectorAll('.spot')].map(node => ({
      node, x: Number(node.dataset.x), y: Number(node.dataset.y), zoom: Number(node.dataset.zoom), size: 0, later: null,
    }));
    let waiting = 0;
    figure.classList.add('active');
    // the drawing is moved within its frame, whose size stays
    const drawing = document.createElementNS('http://www.w3.org/2000/svg', 'g');
    drawing.append(...svg.childNodes);
    svg.append(drawing);
    figure.querySelector('.tools').hidden = false;

    function draw() {
      waiting = 0;
      // how much larger a unit of the sheet is than a pixel, and how much closer one looks than at the whole
      const unit = Math.max(view.w / (svg.clientWidth || whole.w), view.h / (svg.clientHeight || whole.h));
      const closer = 1 / unit;
      // on a phone all is a little smaller
      const size = unit * Math.min(1, Math.max(0.78, svg.clientWidth / 700));
      drawing.setAttribute('transform', `scale(${whole.w / view.w}) translate(${-view.x} ${-view.y})`);
      svg.dataset.width = view.w;
      svg.classList.toggle('magnified', view.w < whole.w * 0.999);
      // what is out of sight is left as it is until it comes into sight
      const [wide, high] = [view.w / 4, view.h / 4];
      for (const spot of spots) {
        if (spot.x < view.x - wide || spot.x > view.x + view.w + wide || spot.y < view.y - high || spot.y > view.y + view.h + high) continue;
        if (spot.size !== size) spot.node.setAttribute('transform', `translate(${spot.x} ${spot.y}) scale(${size})`);
        spot.size = size;
        const later = !spot.zoom || spot.zoom > closer * 1.12;
        if (spot.later !== later) spot.node.classList.toggle('later', later);
        spot.later = later;
      }
    }
    const soon = () => { waiting ||= requestAnimationFrame(draw); };

    // a factor closer, the point (0 to 1 across and down the view) staying where it is
    function zoom(factor, across = 0.5, down = 0.5) {
      const w = Math.min(whole.w, Math.max(whole.w / MOST, view.w / factor));
      const h = w * whole.h / whole.w;
      view.x += (view.w - w) * across;
      view.y += (view.h - h) * down;
      view.w = w;
      view.h = h;
      move(0, 0);
    }

    function move(dx, dy) {
      view.x = Math.min(Math.max(view.x + dx, 0), whole.w - view.w);
      view.y = Math.min(Math.max(view.y + dy, 0), whole.h - view.h);
      soon();
    }

    const acts = {
      in: () => zoom(1.6), out: () => zoom(1 / 1.6), whole: () => { Object.assign(view, whole); soon(); },
    };
    for (const button of figure.querySelectorAll('[data-zoom]')) {
      if (button.tagName === 'BUTTON') button.addEventListener('click', () => acts[button.dataset.zoom]());
    }
    canvas.addEventListener('keydown', event => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const step = view.w / 8;
      const keys = {
        '+': acts.in, '=': acts.in, '-': acts.out, 0: acts.whole,
        ArrowLeft: () => move(-step, 0), ArrowRight: () => move(step, 0),
        ArrowUp: () => move(0, -step), ArrowDown: () => move(0, step),
      };
      // arrows scroll the page while there is nothing to move
      if (!keys[event.key] || (event.key.startsWith('Arrow') && view.w >= whole.w)) return;
      keys[event.key]();
      event.preventDefault();
    });
    const place = event => {
      const box = svg.getBoundingClientRect();
      return [(event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height];
    };
    svg.addEventListener('wheel', event => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      zoom(Math.exp(-event.deltaY / 240), ...place(event));
    }, {passive: false});

    // dragging with one pointer, looking closer with two
    const held = new Map();
    let moved = false;
    svg.addEventListener('pointerdown', event => {
      if (event.button) return;
      held.set(event.pointerId, event);
      moved = false;
    });
    addEventListener('pointermove', event => {
      const before = held.get(event.pointerId);
      if (!before) return;
      const box = svg.getBoundingClientRect();
      const others = [...held.values()].filter(one => one.pointerId !== event.pointerId);
      if (others.length) {
        const far = one => Math.hypot(one.clientX - others[0].clientX, one.clientY - others[0].clientY) || 1;
        zoom(far(event) / far(before), ...place(event));
        moved = true;
      } else {
        const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
        if (!moved && Math.hypot(dx, dy) < 4) return;
        moved = true;
        svg.classList.add('moving');
        move(-dx * view.w / box.width, -dy * view.h / box.height);
      }
      held.set(event.pointerId, event);
    });
    for (const end of ['pointerup', 'pointercancel']) {
      addEventListener(end, event => { held.delete(event.pointerId); svg.classList.remove('moving'); });
    }
    // what ends a drag follows no link; links themselves are not dragged away
    svg.addEventListener('click', event => { if (moved) event.preventDefault(); moved = false; }, true);
    svg.addEventListener('dragstart', event => event.preventDefault());
    // what the keyboard comes to is brought into view
    svg.addEventListener('focusin', event => {
      const spot = event.target.closest('.spot');
      if (!spot || view.w >= whole.w || !event.target.matches(':focus-visible')) return;
      const [x, y] = [Number(spot.dataset.x), Number(spot.dataset.y)];
      if (x < view.x || y < view.y || x > view.x + view.w || y > view.y + view.h) move(x - view.x - view.w / 2, y - view.y - view.h / 2);
    });
    new ResizeObserver(soon).observe(svg);
    draw();
  }
})();
