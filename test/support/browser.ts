import assert from 'node:assert/strict'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { type Browser, type BrowserServer, chromium } from 'playwright-core'
import { HANGS_MS } from './hangs.ts'

/** Pages of Chromium's own, which every window would load behind its address bar, and processes kept in stock. */
const NOT_NEEDED = ['WebUIOmniboxPopup', 'WebUIOmniboxAimPopup', 'SpareRendererForSitePerProcess']
/** What playwright leaves off itself (its `chromiumSwitches`): Chromium heeds the last list only. */
const OFF_ANYWAY = [
  ...['AvoidUnnecessaryBeforeUnloadCheckSync', 'DestroyProfileOnBrowserClose', 'HttpsUpgrades'],
  ...['HttpsFirstBalancedModeAutoEnable', 'LensOverlay', 'MediaRouter', 'PaintHolding'],
  ...['ThirdPartyStoragePartitioning', 'AvoidCorsURLLoaderRestartOnRedirect', 'TcpPortRandomizationWin'],
  ...['OptimizationHints', 'NetworkTimeServiceQuerying', 'AimEnabled', 'PreconnectToSearch', 'msForceBrowserSignIn'],
  'msEdgeUpdateLaunchServicesPreferredVersion',
]
const LEFT_OFF = '--disable-features='

/**
 * Nothing but the pages under test: no calls home, which a closed network answers late, and no GPU. All its processes are
 * Chromium's own children, not its zygote's, whom nobody waits for: what they cost counts as the suite's.
 */
const FLAGS = [
  '--no-sandbox',
  '--disable-dev-shm-usage',
  '--disable-gpu',
  '--in-process-gpu',
  '--no-zygote',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  `${LEFT_OFF}${[...OFF_ANYWAY, ...NOT_NEEDED]}`,
]

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** Names the browser of a whole run to all that the run starts. */
const OFFERED = 'TEST_BROWSER'

/** Opens Chromium for everything that this process starts; undefined where there is none. */
export async function openBrowser(): Promise<BrowserServer | undefined> {
  const executablePath = chromiumPath()
  if (!executablePath) return undefined
  const server = await chromium.launchServer({ executablePath, args: FLAGS, host: '127.0.0.1', timeout: HANGS_MS })
  assertLeftOff(server.process().spawnargs)
  process.env[OFFERED] = server.wsEndpoint()
  return server
}

/** An update of playwright may leave off more than we know of. */
function assertLeftOff(args: string[]): void {
  const [theirs = [], ours = []] = args.filter((each) => each.startsWith(LEFT_OFF)).map(featuresOf)
  assert.deepEqual(
    theirs.filter((each) => !ours.includes(each)),
    [],
    'playwright leaves these off too: name them in OFF_ANYWAY',
  )
}

function featuresOf(arg: string): string[] {
  return arg.slice(LEFT_OFF.length).split(',')
}

/** Where Chromium is: `CHROMIUM_PATH` if set, else the first of its names on the PATH; undefined if there is none. */
export function chromiumPath(): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  const places = folders.flatMap((folder) => NAMES.map((name) => join(folder, name)))
  return [process.env.CHROMIUM_PATH, ...places].find((place) => place && isExecutable(place))
}

/**
 * A suite that looks at pages in a real browser, opened once for it. Without Chromium it says so and is skipped; with
 * CI set it fails instead, because there nothing may go untested.
 */
export function describeInBrowser(title: string, tests: (browser: () => Browser) => void): void {
  const executablePath = chromiumPath()
  if (!executablePath && !process.env.CI) {
    console.warn(`\n  NOT TESTED: “${title}” needs Chromium (apt-get install chromium, or set CHROMIUM_PATH).\n`)
    describe.skip(title, () => tests(() => opened(undefined)))
    return
  }
  describe(title, () => {
    let browser: Browser | undefined
    before('opens Chromium', async () => {
      if (!executablePath) throw new Error('Chromium is not installed, and CI is set')
      const timeout = { timeout: HANGS_MS }
      const offered = process.env[OFFERED]
      browser = await (offered
        ? chromium.connect(offered, timeout)
        : chromium.launch({ executablePath, args: FLAGS, ...timeout }))
    })
    after('closes Chromium', () => browser?.close())
    tests(() => opened(browser))
  })
}

function opened(browser: Browser | undefined): Browser {
  if (!browser) throw new Error('the browser is not open')
  return browser
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
