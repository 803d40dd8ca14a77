// Writes what happened to every test as JSON (file in RD_RESULTS): Vitest's own JSON leaves out why a test was skipped.
import path from 'node:path';
import { writeJson } from '../setup/digest.mjs';
import { root } from '../setup/paths.mjs';

export default class ResultsReporter {
  onTestRunEnd(modules, unhandled) {
    const tests = [];
    const ended = (file, name, state, reason, ms = 0) => tests.push({ file, name, state, reason, ms });
    for (const module of modules) {
      const file = path.relative(root, module.moduleId).split(path.sep).join('/');
      for (const error of module.errors()) ended(file, '(the file itself)', 'failed', error.message);
      for (const suite of module.children.allSuites())
        for (const error of suite.errors()) ended(file, suite.fullName, 'failed', error.message);
      for (const test of module.children.allTests()) {
        const result = test.result();
        // A test that is still pending at the end never ran: its file broke off.
        const state = result.state === 'pending' ? 'failed' : result.state;
        ended(file, test.fullName, state, result.note ?? result.errors?.[0]?.message, test.diagnostic()?.duration);
      }
    }
    for (const error of unhandled) ended('', '(an error outside of any test)', 'failed', error.message);
    writeJson(process.env.RD_RESULTS, { tests });
  }
}
