import { openRows } from './platform/open-rows.ts';
const t0=performance.now();const c0=process.cpuUsage();
const s=await openRows('/tmp/yellow_train.parquet');
let n=0;for await(const b of s.batches(['tpep_pickup_datetime','tpep_dropoff_datetime','VendorID','PULocationID','DOLocationID','passenger_count','trip_distance'])) n+=b.rows;
const c=process.cpuUsage(c0);
console.log('read only',n,performance.now()-t0,c.user/1e3,c.system/1e3,process.resourceUsage().maxRSS/1024);
