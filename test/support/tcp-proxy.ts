import { once } from 'node:events'
import { connect, createServer, type Server, type Socket } from 'node:net'

/** A way to a server that can fail as networks do. */
export type TcpProxy = {
  port: number
  /** Ends every connection and refuses new ones. */
  cut(): Promise<void>
  /** Keeps and takes connections, and lets nothing through any more. */
  hang(): void
  /** Works again: after a cut for new connections; those that hung stay lost. */
  heal(): Promise<void>
  close(): Promise<void>
}

export async function tcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  const sockets = new Set<Socket>()
  let hangs = false

  const keep = (socket: Socket): Socket => {
    sockets.add(socket)
    // A cut connection may report a reset; that is what the proxy is for.
    return socket.on('error', () => socket.destroy()).on('close', () => sockets.delete(socket))
  }
  const server: Server = createServer((near) => {
    keep(near)
    if (hangs) return
    const far = keep(connect(target))
    near.pipe(far).pipe(near)
    near.on('close', () => far.destroy())
    far.on('close', () => near.destroy())
  })
  const listen = async (port: number): Promise<number> => {
    server.listen(port, '127.0.0.1')
    await once(server, 'listening')
    const address = server.address()
    return typeof address === 'object' && address ? address.port : 0
  }
  const cut = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    if (!server.listening) return
    server.close()
    await once(server, 'close')
  }
  const port = await listen(0)

  return {
    port,
    cut,
    hang() {
      hangs = true
      for (const socket of sockets) socket.unpipe().pause()
    },
    async heal() {
      hangs = false
      if (!server.listening) await listen(port)
    },
    close: cut,
  }
}
