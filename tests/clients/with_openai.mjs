// The `openai` package for Node.
import fs from "node:fs";
import path from "node:path";
import OpenAI from "openai";

const client = new OpenAI({ timeout: 300_000, maxRetries: 0 });
const asked = "Who lit the lighthouse of Cape Verity first?";
const fact = "The lighthouse of Cape Verity was lit for the first time in 1871 by Agnes Holm.";
const messages = [{ role: "user", content: asked }];
const tell = (line) => console.log(JSON.stringify(line));

async function tried(what, run) {
  let fault = "";
  try {
    if (!(await run())) fault = "it came out otherwise";
  } catch (error) {
    fault = String(error.message ?? error).split("\n")[0].slice(0, 200).replaceAll("|", "/");
  }
  tell({ what, fault });
}

tell({ version: JSON.parse(fs.readFileSync("node_modules/openai/package.json", "utf8")).version });
const form = new FormData();
form.append("file", new Blob([fact]), "cape.txt");
await fetch(process.env.OPENAI_BASE_URL.replace(/\/v1$/, "/api/documents"), { method: "POST", body: form });

await tried("chat over the library, with citations", async () => {
  const answer = await client.chat.completions.create({ model: "vermeil", messages });
  return answer.choices[0].message.content.includes("Agnes Holm") && answer.citations[0].name === "cape.txt";
});

await tried("chat as a stream", async () => {
  let text = "";
  for await (const chunk of await client.chat.completions.create({ model: "vermeil", messages, stream: true })) {
    text += chunk.choices[0]?.delta?.content ?? "";
  }
  return text.includes("Agnes Holm");
});

await tried("structured output", async () => {
  const schema = { type: "object", properties: { name: { type: "string" } }, required: ["name"] };
  const answer = await client.chat.completions.create({
    model: "vermeil-plain", max_tokens: 80, messages: [{ role: "user", content: "Ada Lovelace" }],
    response_format: { type: "json_schema", json_schema: { name: "person", schema } },
  });
  return "name" in JSON.parse(answer.choices[0].message.content);
});

await tried("a function is run (`runTools`)", async () => {
  let town = null;
  const runner = client.chat.completions.runTools({
    model: "vermeil-plain", max_tokens: 80, messages: [{ role: "user", content: "What is the weather in Oslo?" }],
    tool_choice: { type: "function", function: { name: "weather" } },
    tools: [{
      type: "function",
      function: {
        name: "weather", parse: JSON.parse, function: (given) => { town = given.town; return "Rain."; },
        parameters: { type: "object", properties: { town: { type: "string" } }, required: ["town"] },
      },
    }],
  });
  await runner.done();
  return town !== null;
});

await tried("responses as a stream", async () => {
  let text = "";
  for await (const event of await client.responses.create({ model: "vermeil", input: asked, stream: true })) {
    if (event.type === "response.output_text.delta") text += event.delta;
  }
  return text.includes("Agnes Holm");
});

await tried("embeddings", async () => {
  const found = await client.embeddings.create({ model: "vermeil", input: ["a", "b"] });
  return found.data.length === 2;
});

await tried("transcription", async () => {
  const file = fs.createReadStream(path.join(process.env.SAMPLES, "memo.ogg"));
  const heard = await client.audio.transcriptions.create({ model: "whisper-1", file });
  return heard.text.toLowerCase().includes("boiler");
});

await tried("speech", async () => {
  const spoken = await client.audio.speech.create({ model: "tts-1", voice: "alloy", input: "Good day." });
  return (await spoken.arrayBuffer()).byteLength > 1000;
});
