import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, Suspense } from 'react'
import { createRoot } from 'react-dom/client'
import { houseQuery } from './api/house.ts'
import { queryClient } from './api/query-client.ts'
import { keepShell } from './shell/keep-shell.ts'
import { router } from './shell/router.ts'
import { openTexts } from './text/texts.ts'
import './style/tokens.css'
import './style/base.css'

// Asked for while everything else is still on its way: who is here, and the frame that nearly every page stands in.
void queryClient.prefetchQuery(houseQuery)
void import('./shell/shell.tsx')
await openTexts()
createRoot(document.getElementById('root') as HTMLElement).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <Suspense>
        <RouterProvider router={router} />
      </Suspense>
    </QueryClientProvider>
  </StrictMode>,
)
keepShell()
