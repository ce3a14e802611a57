import { parse } from 'yaml';
import { readFileSync } from 'node:fs';
import { contractSchema } from './pipeline/contract/schema.ts';
const contract = contractSchema.parse(parse(readFileSync('models/nyc-green-taxi/model.yaml','utf8')));
const path = process.argv[2]!;
const { openRows } = await import('./platform/open-rows.ts');
const { preparePart } = await import('./platform/prepare-part.ts');
const t0=performance.now();
const s = await openRows(path);
const rg = s.rowGroups!.map((_,i)=>i); s.close();
let rows=0,kept=0;
for (let i=0;i<rg.length;i+=4){
 const r = await preparePart({contract,period:'2021-01',path,name:path,rowGroups:rg.slice(i,i+4),firstRow:0,outFile:`/tmp/part-${i}.bin`});
 rows+=r.rows;kept+=r.kept;
 if(i===0) console.log(r.shards.length,Object.fromEntries(Object.entries(r.labels).map(([k,v])=>[k,v.length])));
}
console.log(rows,kept,performance.now()-t0, process.resourceUsage().maxRSS/1024);
