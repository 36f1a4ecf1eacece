import { base } from "./dataset.ts";
import { answer } from "./request.ts";
import { type Resource, useResource } from "./resource.ts";

interface Catalogue {
  datasets: { name: string; columns: { name: string }[] }[];
}

/** The columns of a dataset that this reader gets; a page shows no others. */
export function useColumns(dataset: string): Resource<ReadonlySet<string>> {
  return useResource(`columns ${dataset}`, async () => {
    const { datasets } = await answer<Catalogue>(`${base}/datasets`);
    return new Set(datasets.find((known) => known.name === dataset)?.columns.map((column) => column.name));
  });
}
