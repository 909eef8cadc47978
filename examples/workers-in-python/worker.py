"""A worker over HTTP, with nothing but Python's own library: leases jobs, works, settles.

    python3 worker.py http://127.0.0.1:3000 mails

Ends when the queue has been empty for WAIT_MS.
"""

import json
import sys
import urllib.request

WAIT_MS = 2000


def post(url, body):
    request = urllib.request.Request(
        url, json.dumps(body).encode(), {"content-type": "application/json"}
    )
    with urllib.request.urlopen(request, timeout=WAIT_MS / 1000 + 10) as answer:
        return json.load(answer)


def work(job):
    """What the worker is for: the result, or an exception for a failed attempt."""
    if job["name"] != "welcome":
        raise ValueError("no such job: " + job["name"])
    return {"greeted": job["data"]["to"]}


def outcome_of(job):
    held = {"id": job["id"], "token": job["token"]}
    try:
        return {**held, "status": "completed", "result": work(job)}
    except Exception as error:
        return {**held, "status": "failed", "error": str(error), "retry": False}


def main(base, queue):
    url = f"{base}/v1/queues/{queue}"
    while True:
        # Waits on the server's side until there is work; no polling.
        jobs = post(url + "/lease", {"max": 10, "waitMs": WAIT_MS})["jobs"]
        if not jobs:
            return
        # Who takes longer than the lease has to POST to /extend meanwhile.
        answer = post(url + "/settle", {"outcomes": [outcome_of(job) for job in jobs]})
        for result in answer["results"]:
            # Not accepted: the lease was lost, and another worker has the job.
            print(result["id"], "done" if result["accepted"] else result["code"], flush=True)


main(*sys.argv[1:3])
