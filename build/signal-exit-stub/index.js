/** Takes the place of signal-exit: calls back when the process ends by itself. */
module.exports = (onExit) => {
  process.on('exit', onExit);
};
