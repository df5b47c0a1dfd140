/* Loaded before the action: shifts the clock of the process by CLOCK_SKEW_MS milliseconds. */
const skew = Number(process.env['CLOCK_SKEW_MS']);
const RightDate = Date;

globalThis.Date = class extends RightDate {
  constructor(...given) {
    super(...(given.length === 0 ? [RightDate.now() + skew] : given));
  }

  static now() {
    return RightDate.now() + skew;
  }
};
