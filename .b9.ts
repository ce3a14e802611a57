import { createPool } from './platform/worker-pool.ts';
const pool=createPool(2);
const t0=performance.now();
for (let k=0;k<2;k++) {await Promise.all(Array.from({length:2},()=>pool.run('prepare-part',{contract:{columns:{}} as never,period:'2021-01',path:'/work/shared/tlc/green_tripdata_2021-01.parquet',name:'x.parquet',firstRow:0,outFile:`/tmp/part-x.bin`}).catch((e)=>{console.log(String(e).slice(0,300))})));
console.log(performance.now()-t0,process.resourceUsage().maxRSS/1024, process.cpuUsage());}
await pool.close();
