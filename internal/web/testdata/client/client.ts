// A client as somebody else would write it, against the types made from the document.
import createClient from "openapi-fetch";
import type { paths } from "./schema.js";

declare const process: { env: Record<string, string | undefined> };

const client = createClient<paths>({
  baseUrl: process.env["BASE"] + "/api/v1",
  headers: { Authorization: "Bearer " + process.env["TOKEN"] },
});

const { data: me } = await client.GET("/me");
const { data: places } = await client.GET("/places", { params: { query: { q: "bac nam" } } });
const place = places?.places?.[0]?.id ?? "";
const year = Number(process.env["YEAR"]);
const { data: verdicts } = await client.GET("/places/{place}/{year}/verdicts", { params: { path: { place, year } } });
const { data: moved, error: refused } = await client.POST("/places/{place}/{year}/round", {
  params: { path: { place, year }, header: { "Idempotency-Key": "client-0001" } },
  body: { to: "closed" },
});
console.log(JSON.stringify({ account: me?.account, name: places?.places?.[0]?.name, standards: verdicts?.standards?.length, moved, code: refused?.code }));
