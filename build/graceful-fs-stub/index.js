/** Takes the place of graceful-fs: the file system as Node.js has it. */
module.exports = require('node:fs');
