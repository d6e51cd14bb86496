import { systemClock } from '../clock.ts'
import { runAdmin } from './command-line.ts'

process.exitCode = await runAdmin(process.argv.slice(2), {
  settingsFile: '.env',
  env: process.env,
  clock: systemClock,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
})
