import { openRows } from './platform/open-rows.ts';
import {createRequire} from 'node:module';
const m=()=>{const u=process.memoryUsage();return Object.entries(u).map(([k,v])=>k+' '+(v/1048576).toFixed(0)).join(' ')};
console.log('start',m());
const s=await openRows('/tmp/yellow_train.parquet');
const w=createRequire(import.meta.url)('parquet-wasm');
console.log('open',m(), 'wasm', w.wasmMemory().buffer.byteLength/1048576);
const t0=performance.now();const c0=process.cpuUsage();
let n=0;let mx=0;for await(const b of s.batches(['tpep_pickup_datetime','tpep_dropoff_datetime','VendorID','PULocationID','DOLocationID','passenger_count','trip_distance'])) {n+=b.rows; if(n%(65536*8)<65536)console.log(n,m(), 'wasm', w.wasmMemory().buffer.byteLength/1048576);}
const c=process.cpuUsage(c0);
console.log('read only',n,performance.now()-t0,c.user/1e3,c.system/1e3,process.resourceUsage().maxRSS/1024);
