// What a bench reports through; used in Node and, bundled, in the worker. Documented in ../bench.mjs.

/** Reporting tools that hand `{ text, ok }` lines to `print`. @param ask the worker's host for measurements (measure.js) */
export function benchTools(print, ask) {
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
      let cpu = Infinity;
      for (let i = 0; i < runs; i += 1) {
        const before = await ask?.('cpu');
        const began = performance.now();
        await work();
        best = Math.min(best, performance.now() - began);
        if (before) cpu = Math.min(cpu, (await ask('cpu')).cpu - before.cpu);
      }
      const beside = [runs > 1 && `best of ${runs}`, Number.isFinite(cpu) && `CPU ${Math.round(cpu)} ms`].filter(Boolean);
      const text = `${label}: ${best < 10 ? best.toFixed(2) : Math.round(best)} ms${beside.length > 0 ? ` (${beside.join(', ')})` : ''}`;
      print({ text, ok: true });
      return best;
    },
    rest: () => ask('rest'),
    async memory(label, work, bound) {
      await ask('watch');
      await work();
      const { grown, heap, samples } = await ask('peak');
      print({ text: `${label}: V8 heap up to ${Math.round(heap)} MB (${samples} samples)`, ok: true });
      return report(label, grown, `process grew by ${Math.round(grown)} MB`, bound, ' MB');
    },
  };
}
