import { chromium } from 'playwright-core';
import { browserLaunch } from './lib/browser.mjs';
import { readFileSync } from 'node:fs';
const base = process.env.BASE ?? 'http://localhost:8123';
const link = readFileSync(process.env.LOG ?? '/tmp/d1.log','utf8').match(/http\S+welcome#\S+/)[0];
const pages = process.argv.slice(2);
const b = await chromium.launch(await browserLaunch());
const mk = async (o) => { const c = await b.newContext(o); return c; };
const c = await mk({viewport:{width:1440,height:900}});
const p = await c.newPage();
p.on('console', m => { if (['error','warning'].includes(m.type())) console.log('CONSOLE', m.text().slice(0,300)); });
p.on('pageerror', e => console.log('EXC', e.message.slice(0,300)));
p.on('response', r => { if (r.status()>=400) console.log(r.status(), r.request().method(), r.url()); });
await p.goto(link); await p.waitForTimeout(3000);
const token = await p.evaluate(async () => (await (await fetch('/v1/auth/refresh',{method:'POST'})).json()).accessToken);
const projects = (await (await fetch(base+'/v1/projects',{headers:{Authorization:'Bearer '+token}})).json()).items;
console.log(projects.map(x=>x.name+' '+x.id).join('\n'));
await p.goto(base+'/'); await p.waitForTimeout(2500);
const state = await c.storageState();
for (const [i, raw] of pages.entries()) {
  const [path, keys] = raw.split('@');
  const url = base + path.replace('$P', projects[0]?.id ?? '');
  await p.goto(url); await p.waitForTimeout(1800);
  for (const k of (keys ?? '').split(',').filter(Boolean)) { await p.keyboard.press(k); await p.waitForTimeout(700); }
  await p.screenshot({path:`/tmp/shots/${i}-l.png`});
  await p.emulateMedia({colorScheme:'dark'}); await p.waitForTimeout(200);
  await p.screenshot({path:`/tmp/shots/${i}-d.png`});
  await p.emulateMedia({colorScheme:'light'});
  await p.setViewportSize({width:390,height:844}); await p.waitForTimeout(700);
  await p.screenshot({path:`/tmp/shots/${i}-p.png`});
  await p.setViewportSize({width:1440,height:900});
}
await b.close();
