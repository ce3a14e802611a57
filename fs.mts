import { writeRows } from './platform/write-rows/write-rows.ts';
const cols=[{name:'x',type:'number' as const}];
async function* bad(k:number){ for(let i=0;i<20;i++){ if(i===k) throw new Error('boom '+k); yield {rows:16384, values:[new Float64Array(16384).fill(i)]}; } }
async function* none(){ }
for (const ext of ['csv','parquet']) for (const k of [0,1,10,19]) { try { await writeRows('/tmp/o/b.'+ext,{columns:cols,batches:bad(k)}); console.log('??'); } catch(e){ console.log(ext,k,String(e)); } }
for (const ext of ['csv','parquet']) { await writeRows('/tmp/o/none.'+ext,{columns:cols,batches:none()}); }
try { await writeRows('/tmp/o/sub.csv/x.csv',{columns:cols,batches:none()}); await writeRows('/tmp/o/sub.csv',{columns:cols,batches:none()}); } catch(e){console.log(e)}
try { await writeRows('/proc/x/y.csv',{columns:cols,batches:none()}); } catch(e){console.log(e)}
