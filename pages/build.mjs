// Builds styles, scripts and the face into dist/, with the hash of the content in
// every name: a browser may then keep a file for ever, and a new program never
// meets an old style sheet.
import * as esbuild from "esbuild";
import { copyFile, mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const out = "dist";
const watching = process.argv.includes("--watch");

const options = {
  entryPoints: { app: "scripts/app.ts", style: "styles/app.css", dark: "styles/dark.css", icon: "images/icon.svg" },
  outdir: out,
  bundle: true,
  minify: !watching,
  metafile: true,
  format: "esm",
  entryNames: "[name]-[hash]",
  assetNames: "fonts/[name]-[hash]",
  loader: { ".woff2": "file", ".svg": "copy" },
  publicPath: "/static",
  // Chrome 109 is the last one for Windows 7, which many ward offices still run.
  target: ["chrome109", "firefox115", "safari15.6"],
  logLevel: "warning",
  plugins: [{ name: "finish", setup: (build) => build.onEnd(finish) }],
};

// clean removes what an earlier build left, but not .keep: the embed line of
// pages.go needs one file there before the first build.
async function clean() {
  await mkdir(out, { recursive: true });
  for (const name of await readdir(out)) {
    if (name !== ".keep") await rm(path.join(out, name), { recursive: true });
  }
}

// plainName is what templates ask for: app.js, style.css, fonts/be-vietnam-….woff2.
function plainName(file) {
  return path.posix.relative(out, file).replace(/-[A-Z0-9]{8}(\.\w+)$/, "$1");
}

async function finish(result) {
  if (result.errors.length > 0) return;
  const manifest = {};
  for (const file of Object.keys(result.metafile.outputs)) {
    manifest[plainName(file)] = path.posix.relative(out, file);
    if (!file.endsWith(".woff2")) await compress(file);
  }
  const sorted = Object.fromEntries(Object.entries(manifest).sort());
  await writeFile(path.join(out, "manifest.json"), JSON.stringify(sorted, null, 2) + "\n");
  await copyFile("node_modules/@fontsource/be-vietnam-pro/LICENSE", path.join(out, "fonts/OFL.txt"));
  await layPaperFaces();
}

// layPaperFaces copies the face that PDF files are set in. It has the widths of
// Times New Roman, which official papers prescribe, and all of Vietnamese.
async function layPaperFaces() {
  const tinos = "node_modules/@expo-google-fonts/tinos";
  await mkdir(path.join(out, "paper"), { recursive: true });
  for (const [from, to] of [
    ["400Regular/Tinos_400Regular.ttf", "Tinos-Regular.ttf"],
    ["700Bold/Tinos_700Bold.ttf", "Tinos-Bold.ttf"],
    ["400Regular_Italic/Tinos_400Regular_Italic.ttf", "Tinos-Italic.ttf"],
    ["LICENSE_FONT", "OFL.txt"],
  ]) await copyFile(path.join(tinos, from), path.join(out, "paper", to));
}

// compress lays .br and .gz beside a file, so that serving costs no work.
async function compress(file) {
  const body = await readFile(file);
  const best = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
  await writeFile(file + ".br", await promisify(brotliCompress)(body, best));
  await writeFile(file + ".gz", await promisify(gzip)(body, { level: 9 }));
}

await clean();
if (watching) {
  const context = await esbuild.context(options);
  await context.watch();
} else {
  await esbuild.build(options);
}
