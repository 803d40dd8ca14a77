// Refuses a Node that is too old, in one sentence. Written in old syntax only: such a Node has to be able to read it.
var LEAST = [20, 19, 0];

/** Returns false, after saying so on stderr and setting exit code 2, when this Node cannot run the project. */
export function nodeIsRecentEnough() {
  var have = process.versions.node.split('.').map(Number);
  for (var i = 0; i < LEAST.length; i += 1) {
    if (have[i] > LEAST[i]) return true;
    if (have[i] < LEAST[i]) {
      process.stderr.write(
        'Reconcile Desk needs Node ' + LEAST.join('.') + ' or newer; this is Node ' + process.versions.node + '. See https://nodejs.org.\n',
      );
      process.exitCode = 2;
      return false;
    }
  }
  return true;
}
