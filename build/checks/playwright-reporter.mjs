// Writes what happened to every end-to-end test as JSON (file in RD_RESULTS), with the reasons of skipped ones.
import path from 'node:path';
import { writeJson } from '../setup/digest.mjs';
import { root } from '../setup/paths.mjs';

export default class ResultsReporter {
  #tests = new Map();
  #errors = [];

  onTestEnd(test, result) {
    const file = path.relative(root, test.location.file).split(path.sep).join('/');
    const skipped = test.annotations.concat(result.annotations ?? []).find(({ type }) => type === 'skip' || type === 'fixme');
    const state = result.status === 'skipped' ? 'skipped' : test.outcome() === 'expected' ? 'passed' : 'failed';
    const reason = state === 'skipped' ? skipped?.description : result.error?.message;
    this.#tests.set(test.id, { file, name: test.titlePath().slice(3).join(' > '), state, reason, ms: result.duration });
  }

  onError(error) {
    this.#errors.push({ file: '', name: '(an error outside of any test)', state: 'failed', reason: error.message, ms: 0 });
  }

  onEnd() {
    writeJson(process.env.RD_RESULTS, { tests: [...this.#tests.values(), ...this.#errors] });
  }
}
