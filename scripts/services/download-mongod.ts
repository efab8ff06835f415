// Run as a child of mongo.ts, which watches the folder grow and ends this process when it stalls.
// Prints the path of a real mongod on stdout, downloading it when the folder has none.
import { MongoBinary } from 'mongodb-memory-server-core'

const downloadDir = process.argv[2]
if (!downloadDir) throw new Error('Usage: download-mongod.ts FOLDER')
process.stdout.write(`${await MongoBinary.getPath({ downloadDir, version: '8.2.6' })}\n`)
