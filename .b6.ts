import { parse } from 'yaml';
import { readFileSync,readdirSync } from 'node:fs';
import { contractSchema } from './pipeline/contract/schema.ts';
const contract = contractSchema.parse(parse(readFileSync('models/nyc-green-taxi/model.yaml','utf8')));
import { createPool } from './platform/worker-pool.ts';
import { preparePartition } from './platform/prepare-partition.ts';
import { validate } from './pipeline/validate/validate.ts';
const pool=createPool(1); let prof;
for (const f of readdirSync('/work/shared/tlc')){ const m=/(\d{4}-\d\d)\.parquet/.exec(f); if(!m) continue;
 const t0=performance.now();
 const p=await preparePartition({contract,period:m[1]!,file:'/work/shared/tlc/'+f,name:f,cacheDir:'/tmp/rcache',pool});
 const ms=performance.now()-t0;
 const r=validate({contract,period:m[1]!,source:p.source,statistics:p.statistics,asOf:'2025-04-01',trainingProfile:prof});
 prof ??= p.statistics.profile;
 console.log(m[1],p.source.rows,p.rows,ms.toFixed(0),'ms profile',JSON.stringify(p.statistics.profile).length,'ok',r.ok, 'dup',p.statistics.duplicates?.count, p.statistics.tallies.map(t=>t?.count).join(' '));
 for(const v of r.violations) console.log('   ',v.severity,v.rule,'|',v.message,'|',JSON.stringify(v.samples));
}
