'use strict';function now_ms(){const a=clock(true)??[0,0];return a[0]*1000+int(a[1] / 1000000);}export{now_ms};
