// Draws the OpenAPI document: operations by subject, each with what goes in and what comes out.

const METHODS = ["get", "post", "put", "patch", "delete"];

function make(tag, content = "", attributes = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...(Array.isArray(content) ? content : [content]));
  return element;
}

function nameOf(reference) {
  return reference.split("/").pop();
}

// One line of a schema: its type with its limits, as a programmer would note it.
function typeOf(schema) {
  if (schema.$ref) return nameOf(schema.$ref);
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.enum) return schema.enum.map((value) => JSON.stringify(value)).join(" | ");
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices) return choices.map(typeOf).join(" | ");
  if (schema.type === "array") return `[${typeOf(schema.items ?? {})}]`;
  return [schema.format ?? schema.type ?? "anything", ...limitsOf(schema)].join(", ");
}

function limitsOf(schema) {
  const words = { minLength: "at least", maxLength: "at most", minimum: "from", maximum: "to" };
  const units = { minLength: " characters", maxLength: " characters", minimum: "", maximum: "" };
  return Object.entries(words)
    .filter(([name]) => schema[name] !== undefined)
    .map(([name, word]) => `${word} ${schema[name]}${units[name]}`);
}

// The fields of a schema, those that it refers to indented below it, each once.
function outline(schema, schemas, depth = 0, seen = new Set()) {
  if (schema.$ref) {
    const name = nameOf(schema.$ref);
    if (seen.has(name)) return [];
    return outline(schemas[name] ?? {}, schemas, depth, new Set([...seen, name]));
  }
  const inner = schema.items ?? (schema.anyOf ?? []).find((choice) => choice.$ref || choice.items);
  if (!schema.properties) return inner ? outline(inner, schemas, depth, seen) : [];
  return Object.entries(schema.properties).flatMap(([field, value]) => {
    const needed = (schema.required ?? []).includes(field) ? "" : "?";
    return [
      `${"  ".repeat(depth)}${field}${needed}: ${typeOf(value)}`,
      ...(hasFields(value) ? outline(value, schemas, depth + 1, seen) : []),
    ];
  });
}

function hasFields(schema) {
  return Boolean(schema.$ref || schema.items || (schema.anyOf ?? []).some((choice) => choice.$ref || choice.items));
}

function drawContent(content, schemas) {
  return Object.entries(content ?? {}).flatMap(([media, { schema }]) => {
    const lines = outline(schema ?? {}, schemas);
    const title = make("p", [make("code", media), ` ${typeOf(schema ?? {})}`]);
    return lines.length ? [title, make("pre", lines.join("\n"))] : [title];
  });
}

function drawParameters(parameters) {
  if (!parameters?.length) return [];
  const rows = parameters.flatMap((parameter) => [
    make("dt", [make("code", parameter.name), ` in ${parameter.in}`]),
    make("dd", typeOf(parameter.schema) + (parameter.required ? "" : ", optional")),
  ]);
  return [make("h3", "Parameters"), make("dl", rows)];
}

function drawResponses(responses, schemas) {
  const errors = [];
  const answers = [];
  for (const [status, response] of Object.entries(responses)) {
    if (response.content?.["application/problem+json"]) errors.push(`${status} ${response.description}`);
    else answers.push(make("h3", `Answers ${status} ${response.description}`), ...drawContent(response.content, schemas));
  }
  return errors.length ? [...answers, make("h3", "Errors"), make("p", errors.join(" · "))] : answers;
}

function drawOperation(path, method, operation, schemas) {
  const head = make("summary", [
    make("b", method.toUpperCase(), { class: `method ${method}` }),
    make("code", path, { class: "path" }),
    make("span", operation.summary ?? ""),
  ]);
  const body = make("div", "", { class: "body" });
  if (operation.description) body.append(make("p", operation.description));
  body.append(...drawParameters(operation.parameters));
  if (operation.requestBody) body.append(make("h3", "Takes"), ...drawContent(operation.requestBody.content, schemas));
  body.append(...drawResponses(operation.responses, schemas));
  return make("details", [head, body], { id: operation.operationId });
}

function drawSubjects(described) {
  const schemas = described.components.schemas;
  const subjects = new Map(described.tags.map(({ name }) => [name, []]));
  for (const [path, item] of Object.entries(described.paths)) {
    for (const method of METHODS.filter((name) => item[name])) {
      subjects.get(item[method].tags[0]).push(drawOperation(path, method, item[method], schemas));
    }
  }
  return [...subjects]
    .filter(([, operations]) => operations.length)
    .map(([name, operations]) => make("section", [make("h2", name), ...operations], { id: name }));
}

function filterBy(words) {
  const wanted = words.toLowerCase().split(/\s+/).filter(Boolean);
  for (const section of document.querySelectorAll("section")) {
    const operations = [...section.querySelectorAll("details")];
    for (const operation of operations) {
      const text = operation.textContent.toLowerCase();
      operation.hidden = !wanted.every((word) => text.includes(word));
    }
    section.hidden = operations.every((operation) => operation.hidden);
  }
}

async function start() {
  const state = document.getElementById("state");
  try {
    const described = await (await fetch("/api/openapi.json")).json();
    const sections = drawSubjects(described);
    document.getElementById("version").textContent = described.info.version;
    document.getElementById("contents").append(...sections.map(({ id }) => make("a", id, { href: `#${id}` })));
    document.getElementById("operations").append(...sections);
    state.remove();
  } catch (error) {
    state.textContent = `The document could not be read: ${error.message}. Load the page again.`;
    return;
  }
  const filter = document.getElementById("filter");
  filter.addEventListener("input", () => filterBy(filter.value));
  if (location.hash) document.getElementById(location.hash.slice(1))?.setAttribute("open", "");
}

start();
