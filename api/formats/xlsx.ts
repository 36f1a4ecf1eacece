import { WhalecurveError } from "../../core/error.ts";
import { type Value, valueConverter } from "../../warehouse/duckdb/values.ts";
import type { Column, ColumnType } from "../datasets/column.ts";
import type { Answer } from "../query/answer.ts";
import type { Format } from "./format.ts";
import { type ZipEntry, zip } from "./zip.ts";

const rowLimit = 1_048_575;
const textLimit = 32_767;
const styles: Partial<Record<ColumnType, number>> = { date: 1, timestamp: 2, money: 3, share: 4 };
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const schemas = "http://schemas.openxmlformats.org";

/**
 * A workbook of one sheet with a header, written as the rows arrive; numbers keep every digit in the file.
 * It may hold 1,048,575 rows: more is an error, never a cut.
 */
export const xlsx: Format = {
  name: "xlsx",
  mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  async *write(answer: Answer) {
    if (answer.rows > rowLimit) {
      throw new WhalecurveError({
        code: "too_many_rows",
        what: `an Excel sheet holds ${rowLimit} rows below its header, these are ${answer.rows}`,
        hint: "filter the rows, or take csv or parquet",
      });
    }
    yield* zip([...frame, { name: "xl/worksheets/sheet1.xml", content: sheet(answer) }]);
  },
};

async function* sheet(answer: Answer): AsyncGenerator<string> {
  const { columns } = answer;
  const widths = columns.map(({ type }, index) => {
    const width = type === "text" ? 24 : type === "timestamp" ? 20 : 14;
    return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  });
  yield `${declaration}<worksheet xmlns="${schemas}/spreadsheetml/2006/main"><sheetViews><sheetView workbookViewId="0">` +
    `<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>` +
    `<cols>${widths.join("")}</cols><sheetData>`;
  const letters = columns.map((_, index) => columnLetters(index));
  yield `<row r="1">${columns.map(({ name }, index) => textCell(name, `${letters[index]}1`, 5)).join("")}</row>`;
  let number = 1;
  for await (const { chunk, rows } of answer.batches()) {
    const values = columns.map((_, index) => chunk.convertColumnValues(index, valueConverter));
    let text = "";
    for (let row = 0; row < rows; row++) {
      number++;
      text += `<row r="${number}">`;
      for (const [index, column] of columns.entries()) {
        text += cell(column, values[index]?.[row] ?? null, `${letters[index]}${number}`);
      }
      text += "</row>";
    }
    yield text;
  }
  yield "</sheetData></worksheet>";
}

function cell(column: Column, value: Value, place: string): string {
  if (value === null) return "";
  const text = typeof value === "object" ? JSON.stringify(value) : String(value);
  switch (column.type) {
    case "text":
    case "json":
      return textCell(text, place);
    case "boolean":
      return `<c r="${place}" t="b"><v>${value === true ? 1 : 0}</v></c>`;
    case "date":
    case "timestamp": {
      const serial = serialDay(text);
      return serial === undefined
        ? textCell(text, place)
        : `<c r="${place}" s="${styles[column.type]}"><v>${serial}</v></c>`;
    }
    default:
      return `<c r="${place}" s="${styles[column.type] ?? 0}"><v>${text}</v></c>`;
  }
}

/** Excel counts days from 1899-12-30, and is wrong before March 1900: undefined there. */
function serialDay(text: string): number | undefined {
  const milliseconds = Date.parse(text.length === 10 ? `${text}T00:00:00Z` : text);
  const days = milliseconds / 86_400_000 + 25_569;
  return Number.isNaN(days) || days < 61 || days >= 2_958_466 ? undefined : days;
}

/** 0 is A, 25 is Z, 26 is AA. */
function columnLetters(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : columnLetters(Math.floor(index / 26) - 1) + last;
}

function textCell(text: string, place: string, style = 0): string {
  if (text.length > textLimit) {
    throw new WhalecurveError({
      code: "text_too_long",
      what: `an Excel cell holds ${textLimit} characters, a text has ${text.length}`,
      hint: "take csv or parquet",
    });
  }
  return `<c r="${place}" t="inlineStr" s="${style}"><is><t xml:space="preserve">${escaped(text)}</t></is></c>`;
}

function escaped(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replace(/_(?=x[0-9A-Fa-f]{4}_)/g, "_x005F_")
    .replace(/[^\t\n\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, (character) => {
      return `_x${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}_`;
    });
}

const office = `${schemas}/officeDocument/2006/relationships`;
const sheetTypes = "application/vnd.openxmlformats-officedocument.spreadsheetml";
const frame: ZipEntry[] = [
  {
    name: "[Content_Types].xml",
    content: [
      `${declaration}<Types xmlns="${schemas}/package/2006/content-types">`,
      '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>',
      '<Default Extension="xml" ContentType="application/xml"/>',
      `<Override PartName="/xl/workbook.xml" ContentType="${sheetTypes}.sheet.main+xml"/>`,
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetTypes}.worksheet+xml"/>`,
      `<Override PartName="/xl/styles.xml" ContentType="${sheetTypes}.styles+xml"/></Types>`,
    ],
  },
  {
    name: "_rels/.rels",
    content: [
      `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">`,
      `<Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ],
  },
  {
    name: "xl/workbook.xml",
    content: [
      `${declaration}<workbook xmlns="${schemas}/spreadsheetml/2006/main" xmlns:r="${office}">`,
      '<sheets><sheet name="Whalecurve" sheetId="1" r:id="rId1"/></sheets></workbook>',
    ],
  },
  {
    name: "xl/_rels/workbook.xml.rels",
    content: [
      `${declaration}<Relationships xmlns="${schemas}/package/2006/relationships">`,
      `<Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/>`,
      `<Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
    ],
  },
  {
    name: "xl/styles.xml",
    content: [
      `${declaration}<styleSheet xmlns="${schemas}/spreadsheetml/2006/main">`,
      '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>',
      '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd hh:mm:ss"/></numFmts>',
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>',
      '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
      '<fills count="2"><fill><patternFill patternType="none"/></fill>',
      '<fill><patternFill patternType="gray125"/></fill></fills>',
      '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>',
      '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
      '<cellXfs count="6"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>',
      ...[164, 165, 4, 10].map(
        (format) => `<xf numFmtId="${format}" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1"/>`,
      ),
      '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/></cellXfs></styleSheet>',
    ],
  },
];
