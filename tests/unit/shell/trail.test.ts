import { describe, expect, it } from 'vitest';
import { addressIn, periodIn } from '../../../renderer/app/session/period';
import { Trail } from '../../../renderer/app/trail/trail';

function walked(...addresses: readonly string[]): Trail {
  const trail = new Trail();
  for (const address of addresses) trail.visit(address, false);
  return trail;
}

describe('a trail', () => {
  it('goes back and forward, and a new page drops what was ahead', () => {
    const trail = walked('/a', '/b', '/c');
    expect(trail.canGoForward).toBe(false);
    expect(trail.back()?.address).toBe('/b');
    expect(trail.back()?.address).toBe('/a');
    expect(trail.back()).toBeUndefined();
    expect(trail.forward()?.address).toBe('/b');
    trail.visit('/d', false);
    expect(trail.canGoForward).toBe(false);
    expect(trail.back()?.address).toBe('/b');
  });

  it('counts a redirect and a page opened twice as one stop', () => {
    const trail = walked('/period', '/period');
    trail.visit('/period/2026-10', true);
    trail.visit('/period/2026-10', false);
    expect(trail.current?.address).toBe('/period/2026-10');
    expect(trail.canGoBack).toBe(false);
  });

  it('keeps the month a stop was looked at with and how far it was scrolled', () => {
    const trail = walked('/margin');
    trail.noteMonth('2026-10');
    trail.noteMonth('2026-09');
    trail.noteScroll('main', { top: 300, left: 0 });
    trail.visit('/refunds', false);
    trail.noteScroll('main', { top: 7, left: 0 });
    const stop = trail.back();
    expect(stop?.period).toBe('2026-10');
    expect(stop?.scrolls.get('main')).toEqual({ top: 300, left: 0 });
  });

  it('finds the place that rows were asked from, over the steps in between', () => {
    const trail = walked('/period/2026-10', '/orders?from=C3', '/orders?from=C3&period=2026-09');
    expect(trail.backTo((address) => !address.includes('from='))?.address).toBe('/period/2026-10');
    expect(walked('/x?from=1', '/y?from=1').backTo((address) => !address.includes('from='))?.address).toBe('/x?from=1');
  });

  it('forgets what is very long ago', () => {
    const trail = walked(...Array.from({ length: 500 }, (_, n) => `/${n}`));
    let steps = 0;
    while (trail.back() !== undefined) steps += 1;
    expect(steps).toBeGreaterThan(50);
    expect(steps).toBeLessThan(200);
  });
});

describe('the month of an address', () => {
  it.each([
    ['/period/2026-09', '', '2026-09'],
    ['/period', '', null],
    ['/margin', '?period=2026-08&x=1', '2026-08'],
    ['/margin', '', null],
  ])('%s%s is %s', (pathname, search, period) => expect(periodIn(pathname, search)).toBe(period));

  it('changes with the page, its tab and filters kept, a single break not', () => {
    expect(addressIn('2026-07', '/period/2026-09', '?list=bill-lines')).toBe('/period/2026-07?list=bill-lines');
    expect(addressIn('2026-07', '/reconcile', '?period=2026-09&status=open&break=b1')).toBe('/reconcile?period=2026-07&status=open');
    expect(addressIn('2026-07', '/margin', '')).toBe('/margin?period=2026-07');
    for (const [path, query] of [
      ['/period/2026-09', ''],
      ['/orders', '?list=orders'],
    ] as const) {
      const [pathname, search = ''] = addressIn('2026-07', path, query).split('?');
      expect(periodIn(pathname!, search)).toBe('2026-07');
    }
  });
});
