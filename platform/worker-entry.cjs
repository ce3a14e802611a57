// Plain JavaScript: it teaches its thread TypeScript, then loads the worker. By require, for two reasons: Node 20 does not
// apply `--import tsx` to threads, and require's hooks run in the thread itself, while each thread's import hooks would
// start a thread of their own (30 MB and a quarter of a second). So what a worker loads must not import() TypeScript.
const { _extensions: load } = require('node:module');
require('tsx/cjs/api').register();
const loadTypeScript = load['.ts'];
// A module translated for require exports getters, which would be called for every row; a copy holds the values.
load['.ts'] = (module, file) => {
  loadTypeScript(module, file);
  module.exports = { ...module.exports };
};
require('./worker.ts');
