import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { LanguageProvider } from "./LanguageProvider";
import { Phases } from "./Phases";
import { Reporter } from "./Reporter";

const client = new QueryClient({
  defaultOptions: {
    // The core is on this machine and tells what changed: nothing is asked again on a guess.
    queries: { staleTime: Infinity, retry: false, refetchOnWindowFocus: false, refetchOnReconnect: false, networkMode: "always" },
    mutations: { retry: false, networkMode: "always" },
  },
});

/** The whole window. */
export function App() {
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider>
        <Reporter>
          <Phases />
        </Reporter>
      </LanguageProvider>
    </QueryClientProvider>
  );
}
