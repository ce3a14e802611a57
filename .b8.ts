import { createPool } from './platform/worker-pool.ts';
const n=Number(process.argv[2]);
const pool=createPool(n);
const t0=performance.now();
await Promise.all(Array.from({length:n},()=>pool.run('prepare-part',{contract:{columns:{}} as never,period:'2021-01',path:'/work/shared/tlc/green_tripdata_2021-01.parquet',name:'x.parquet',firstRow:0,outFile:`/tmp/part-x.bin`}).catch(()=>{})));
console.log(n,performance.now()-t0,process.resourceUsage().maxRSS/1024, process.cpuUsage());
await pool.close();
