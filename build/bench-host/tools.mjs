// What a bench reports through; used in Node and, bundled, in the worker. Documented in ../bench.mjs.

/** Reporting tools that hand `{ text, ok }` lines to `print`. */
export function benchTools(print) {
  const within = (value, { atMost = Infinity, atLeast = -Infinity } = {}) => value <= atMost && value >= atLeast;
  const bounds = ({ atMost, atLeast } = {}, unit = '') => {
    const parts = [atMost !== undefined && `at most ${atMost}${unit}`, atLeast !== undefined && `at least ${atLeast}${unit}`].filter(
      Boolean,
    );
    return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
  };
  const report = (label, value, shown, bound, unit) => {
    const ok = within(value, bound);
    print({ text: `${label}: ${shown}${bounds(bound, unit)}${ok ? '' : ': missed'}`, ok });
    return value;
  };
  return {
    note: (text) => print({ text, ok: true }),
    ratio: (label, value, bound) => report(label, value, `${value.toPrecision(3)} times`, bound, ''),
    bound: (label, ms, bound) => report(label, ms, `${Math.round(ms)} ms`, bound, ' ms'),
    async time(label, work, { runs = 1 } = {}) {
      let best = Infinity;
      for (let i = 0; i < runs; i += 1) {
        const began = performance.now();
        await work();
        best = Math.min(best, performance.now() - began);
      }
      print({ text: `${label}: ${best < 10 ? best.toFixed(2) : Math.round(best)} ms${runs > 1 ? ` (best of ${runs})` : ''}`, ok: true });
      return best;
    },
  };
}
