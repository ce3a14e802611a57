import { createPool } from './platform/worker-pool.ts';
const t0=performance.now();
const pool=createPool(2);
await Promise.all([pool.run('run-round',1),pool.run('run-round',1)]);
console.log('start 2 workers',performance.now()-t0, process.resourceUsage().maxRSS/1024);
const t1=performance.now();
const f=()=>pool.run('prepare-part',{contract:{columns:{}} as never,period:'2021-01',path:'/work/shared/tlc/green_tripdata_2021-01.parquet',name:'x.parquet',firstRow:0,outFile:`/tmp/part-x.bin`}).catch(e=>console.log(e.message.slice(0,80)));
await Promise.all([f(),f()]);
console.log('first task',performance.now()-t1, process.resourceUsage().maxRSS/1024);
