'use strict';

require('./index.js').cleanup();
