"""What the server answers besides pages: what is missing, and files that are kept."""

from serving import PAGE, problem


def test_a_page_that_is_missing_is_told_to_people_and_programs(client):
    assert client.get("/nothing", headers=PAGE).headers["content-type"].startswith("text/html")
    assert problem(client.get("/nothing"))["status"] == 404


def test_files_are_kept_for_ever_by_their_hash(client):
    assets = client.app.state.service.assets
    address = assets.url("reader.css")
    response = client.get(address)
    assert response.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert response.headers["content-type"] == "text/css; charset=utf-8"
    assert client.get(address, headers={"if-none-match": response.headers["etag"]}).status_code == 304
    assert client.get("/static/reader.css").headers["cache-control"] == "no-cache"
    plain = client.get(address, headers={"accept-encoding": "identity"})
    assert plain.content == response.content
