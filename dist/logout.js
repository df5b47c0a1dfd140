'use strict';

require('./index.js').logout();
