/** A line as `process.parentPort`, over that of a Node process, on a machine that is busy: what the process says leaves it a while later. */
const LATE_MS = 400;

Object.assign(process, {
  parentPort: {
    on: (_: 'message', listener: (event: { readonly data: unknown }) => void) => process.on('message', (data) => listener({ data })),
    postMessage: (message: unknown) => void setTimeout(() => process.send?.(message), LATE_MS),
  },
});
