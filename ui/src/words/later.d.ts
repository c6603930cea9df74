/** The words that no first view needs: see vite.config.ts. */
declare module "*.ftl?later&raw" {
  const source: string;
  export default source;
}
