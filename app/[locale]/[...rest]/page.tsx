import { notFound } from 'next/navigation'

// Every address that no page answers, so that the answer is ours and in the visitor's language.
export default function UnknownPage() {
  notFound()
}
