import { expect, waitUntil } from '@open-wc/testing';
import type { FormField } from '../../../src/contracts/form.js';
import type { CivicFeedback } from '../../../src/widgets/feedback/feedback.js';
import { isAccessible } from '../../helpers/accessible.js';
import { press } from '../../helpers/browser.js';
import { formOf } from './forms.js';
import { button, control, open, part, root, sent, submit } from './view.js';

const place: FormField = { name: 'place', type: 'location', label: 'Where?' };
const map = { url: '/demo/site/media/crest.svg', alt: 'The town', north: 60, south: 50, west: 10, east: 20 };

/** The device's own way to find where it is, until the test is over. */
function device(find: Geolocation['getCurrentPosition'] | undefined): void {
  const value = find && { getCurrentPosition: find };
  Object.defineProperty(navigator, 'geolocation', { value, configurable: true });
}

const values = (widget: CivicFeedback) => [
  control(widget, /^Latitude/).value,
  control(widget, /^Longitude/).value,
];
const marker = (widget: CivicFeedback) => {
  const circle = root(widget).querySelector('circle');
  return circle && [circle.getAttribute('cx'), circle.getAttribute('cy')];
};

describe('<civic-feedback> location', () => {
  // The browser's own is inherited.
  afterEach(() => delete (navigator as Partial<{ geolocation: unknown }>).geolocation);

  it('asks the device only when the button is pressed', async () => {
    let asked = 0;
    device((found) => {
      asked++;
      found({ coords: { latitude: 59.3345678, longitude: 18.06 } } as GeolocationPosition);
    });
    const { widget, server } = await open(formOf(place));
    expect(asked).to.equal(0);
    button(widget, /^Use my position/).click();
    await waitUntil(() => values(widget)[0]);
    expect(asked).to.equal(1);
    expect(values(widget)).to.deep.equal(['59.33457', '18.06000']);
    expect(root(widget).querySelector('[role=status]')!.textContent).to.contain(
      'Your position is filled in.',
    );
    await submit(widget, 'done');
    expect(sent(server.posts[0]!.body)).to.include({ 'place.lat': '59.33457', 'place.long': '18.06' });
  });

  it('says in words why it could not be found, and keeps what was typed', async () => {
    const sentences: [number, RegExp][] = [
      [1, /may not be used/],
      [2, /could not be found/],
      [3, /could not be found/],
    ];
    for (const [code, sentence] of sentences) {
      device((_, failed) => failed!({ code } as GeolocationPositionError));
      const { widget } = await open(formOf(place));
      control(widget, /^Address/).value = 'Torget 1';
      button(widget, /^Use my position/).click();
      await waitUntil(() => sentence.test(root(widget).querySelector('[role=status]')!.textContent));
      expect(root(widget).querySelector('.actions span')!.textContent).to.match(sentence);
      expect(control(widget, /^Address/).value).to.equal('Torget 1');
      await isAccessible(widget);
    }
  });

  it('has no such button where the browser can’t', async () => {
    device(undefined);
    const { widget } = await open(formOf(place));
    expect(() => button(widget, /^Use my position/)).to.throw();
  });

  it('takes a point on a map by pointer', async () => {
    const { widget } = await open(formOf({ ...place, map }));
    const button = part<HTMLButtonElement>(widget, 'map')!;
    expect(button.querySelector('img')!.alt).to.equal('The town');
    await isAccessible(widget);
    await waitUntil(() => button.querySelector('img')!.naturalHeight, 'no picture', { timeout: 5000 });
    const { left, top, width, height } = button.getBoundingClientRect();
    const at = { clientX: left + width / 4, clientY: top + height / 2, detail: 1, bubbles: true };
    button.dispatchEvent(new MouseEvent('click', at));
    await waitUntil(() => marker(widget));
    expect(values(widget).map(Number)[0]).to.be.closeTo(55, 0.05);
    expect(values(widget).map(Number)[1]).to.be.closeTo(12.5, 0.05);
    await isAccessible(widget);
  });

  it('takes it by keyboard, and not beyond the map', async () => {
    const { widget } = await open(formOf({ ...place, map }));
    part(widget, 'map')!.focus();
    await press('Enter');
    await waitUntil(() => marker(widget));
    expect(values(widget)).to.deep.equal(['55.00000', '15.00000']);
    await press('ArrowRight');
    await press('ArrowUp');
    await waitUntil(() => values(widget)[0] === '55.20000');
    expect(values(widget)).to.deep.equal(['55.20000', '15.20000']);
    for (let i = 0; i < 30; i++) await press('ArrowLeft');
    await waitUntil(() => values(widget)[1] === '10.00000');
    // What is typed moves it too.
    control(widget, /^Latitude/).value = '60';
    control(widget, /^Latitude/).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await waitUntil(() => marker(widget)![1] === '0%');
    control(widget, /^Latitude/).value = '70';
    control(widget, /^Latitude/).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await waitUntil(() => !marker(widget));
  });

  it('shows no map from an origin that the page does not allow', async () => {
    const { widget } = await open(
      formOf({ ...place, map: { ...map, url: 'https://tiles.example/map.png' } }),
    );
    expect(part(widget, 'map')).to.equal(null);
  });
});
