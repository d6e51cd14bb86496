import { existsSync } from 'node:fs'
import { systemClock } from '../clock.ts'
import { runAdmin } from './command-line.ts'

if (existsSync('.env')) process.loadEnvFile('.env')
process.exitCode = await runAdmin(process.argv.slice(2), {
  env: process.env,
  clock: systemClock,
  out: (line) => console.log(line),
  err: (line) => console.error(line),
})
