/** The baseline of the benchmark: only node:http. Reads the request, and answers as many bytes as a payment has. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

const body = JSON.stringify({ answer: 'x'.repeat(1_080) })
const headers = { 'Content-Type': 'application/json; charset=utf-8', 'Content-Length': Buffer.byteLength(body) }

const server = createServer((req, res) => {
  req.resume()
  req.on('end', () => {
    res.writeHead(200, headers)
    res.end(body)
  })
})
server.listen(0, '127.0.0.1', () => console.log(`listening on :${(server.address() as AddressInfo).port}`))
