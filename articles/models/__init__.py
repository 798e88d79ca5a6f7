"""What was published: sources, articles, their exact texts, and the statements found in them."""

from articles.models.article import Article
from articles.models.article_key import ArticleKey
from articles.models.article_revision import ArticleRevision
from articles.models.feed import Feed
from articles.models.feed_fetch import FeedFetch
from articles.models.hand_over_key import HandOverKey
from articles.models.import_file import ImportFile
from articles.models.import_item import ImportItem
from articles.models.import_run import ImportRun
from articles.models.listed_page import ListedPage
from articles.models.source import Source
from articles.models.statement import Statement

__all__ = [
    "Article",
    "ArticleKey",
    "ArticleRevision",
    "Feed",
    "FeedFetch",
    "HandOverKey",
    "ImportFile",
    "ImportItem",
    "ImportRun",
    "ListedPage",
    "Source",
    "Statement",
]
