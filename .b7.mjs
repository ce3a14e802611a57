import {createRequire} from 'node:module';
import fs from 'node:fs';
const require=createRequire(import.meta.url);
const w=require('parquet-wasm');
const mode=process.argv[2];
const a=require('apache-arrow/Arrow.esnext.min');
class FileBlob extends Blob { constructor(fd,a,b){super();this.fd=fd;this.a=a;this.b=b} get size(){return this.b-this.a} slice(s,e=this.size){return new FileBlob(this.fd,this.a+s,Math.min(this.a+e,this.b))}
 async arrayBuffer(){const b=new Uint8Array(this.size);fs.readSync(this.fd,b,0,this.size,this.a);return b.buffer}}
const path='/tmp/yellow_train.parquet';const fd=fs.openSync(path);
const f=await w.ParquetFile.fromFile(new FileBlob(fd,0,fs.fstatSync(fd).size));
const t0=performance.now();const c0=process.cpuUsage();
const st=await f.stream({batchSize:+(process.argv[3]??65536),columns:['tpep_pickup_datetime','tpep_dropoff_datetime','VendorID','PULocationID','DOLocationID','passenger_count','trip_distance']});
const rd=st.getReader();let n=0;let sum=0;
for(;;){const {done,value}=await rd.read(); if(done)break;
 if(mode==='ipc'){const t=a.tableFromIPC(value.intoIPCStream());n+=t.numRows;}
 else if(mode==='ffi'){
  const ffi=value.toFFI(); const mem=w.wasmMemory().buffer; const dv=new DataView(mem); const p=ffi.arrayAddr();
  const len=Number(dv.getBigInt64(p,true)), nch=Number(dv.getBigInt64(p+32,true)); const ch=dv.getUint32(p+44,true);
  for(let c=0;c<nch;c++){const q=dv.getUint32(ch+4*c,true); const l=Number(dv.getBigInt64(q,true)),nulls=Number(dv.getBigInt64(q+8,true)),off=Number(dv.getBigInt64(q+16,true)),nb=Number(dv.getBigInt64(q+24,true));const bufs=dv.getUint32(q+40,true);const b0=dv.getUint32(bufs,true),b1=dv.getUint32(bufs+4,true);
   if(n===0&&c<8)console.log(c,l,nulls,off,nb,b0,b1, new BigInt64Array(mem,b1,2), new Float64Array(mem,b1,2));
  }
  n+=len; ffi.free(); value.free();
 } else {n+=65536;value.free();}
}
const c=process.cpuUsage(c0);
console.log(mode,n,(performance.now()-t0).toFixed(0),c.user/1e3,c.system/1e3,process.resourceUsage().maxRSS/1024,w.wasmMemory().buffer.byteLength/1048576);
